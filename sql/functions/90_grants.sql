-- What the application's role may call. Everything else is for these functions themselves.
revoke execute on all functions in schema holdfast from public;
grant execute on function
    holdfast.local_instant, holdfast.after_gap, holdfast.offset_at, holdfast.abbreviation_at, holdfast.day_start,
    holdfast.resolve_local, holdfast.edge,
    holdfast.find_booking, holdfast.slots, holdfast.alternatives, holdfast.asked, holdfast.explain,
    holdfast.hold_slot, holdfast.release_hold, holdfast.renew_hold, holdfast.confirm_hold,
    holdfast.reschedule_booking, holdfast.cancel_booking, holdfast.approve_booking, holdfast.decline_booking,
    holdfast.block_resource, holdfast.unblock_resource, holdfast.blocks_between, holdfast.lapse_due, holdfast.forget_receipts,
    holdfast.tenant_by_slug, holdfast.tenant_stamp, holdfast.enter_tenant, holdfast.zoned, holdfast.appointments, holdfast.answered,
    holdfast.enqueue_job, holdfast.take_jobs, holdfast.finish_jobs, holdfast.renew_jobs, holdfast.release_jobs,
    holdfast.retry_job, holdfast.bury_job, holdfast.put_off_job, holdfast.free_jobs, holdfast.free_jobs_of_the_dead,
    holdfast.lapse_bookings, holdfast.enqueue_upkeep, holdfast.forget_jobs, holdfast.jobs_overview,
    holdfast.check_fence, holdfast.take_turn, holdfast.note_journal, holdfast.note_events, holdfast.close_turn, holdfast.end_turn, holdfast.release_turn,
    holdfast.text_conversation, holdfast.text_context, holdfast.take_text, holdfast.next_text,
    holdfast.text_business,
    holdfast.take_message, holdfast.free_leases, holdfast.recognize_caller,
    holdfast.model_permission, holdfast.model_is_funded, holdfast.model_strays, holdfast.note_model_use, holdfast.note_model_end,
    holdfast.found_answers, holdfast.keep_answer, holdfast.drop_answer, holdfast.keep_voice,
    holdfast.person_in, holdfast.hand_over_conversation, holdfast.answer_conversation, holdfast.hand_back, holdfast.end_due_handoff,
    holdfast.settled_in_turn,
    holdfast.begin_call, holdfast.note_call, holdfast.note_dial, holdfast.note_recording, holdfast.keep_heard, holdfast.seize_turn,
    holdfast.text_instead, holdfast.settle_call,
    holdfast.dialled, holdfast.phone_settings_of, holdfast.keep_phone_settings,
    holdfast.enqueue_text, holdfast.is_opted_out, holdfast.opt_out, holdfast.opt_in, holdfast.text_due, holdfast.begin_text,
    holdfast.note_text_taken, holdfast.note_text_refused, holdfast.note_text_report, holdfast.known_sids, holdfast.keep_template,
    holdfast.agenda, holdfast.conflicts, holdfast.opening_hours
    to holdfast_app;
