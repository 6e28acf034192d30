-- Two businesses to try: `demo`, a dental practice in New York, and `barber`, one person in London around the clock.
-- A business that is there already is left as it is.

with tenant as (
    insert into holdfast.tenants (slug, name, zone, locale, currency, address, phone, email, max_open_bookings)
    select 'demo', 'Bright Smile Dental', 'America/New_York', 'en-US', 'USD',
        '214 West 18th Street, New York, NY 10011', '+12125550142', 'hello@brightsmile.example', 10
    where not exists (select from holdfast.tenants where slug = 'demo')
    returning id
), resource as (
    insert into holdfast.resources (tenant_id, name, kind, position)
    select t.id, r.name, r.kind, r.position from tenant t cross join (values
        ('Dr. Amara Okafor', 'person', 1), ('Dr. Daniel Reyes', 'person', 2), ('Treatment Room', 'room', 3)) r (name, kind, position)
    returning tenant_id, id, kind
), service as (
    insert into holdfast.services (tenant_id, name, description, position, buffer_after_minutes, price_minor,
        needs_approval, minimum_notice_minutes, maximum_horizon_days, cancellation_notice_minutes)
    select t.id, s.name, s.description, s.position, s.after, s.price, s.approval, s.notice, 120, 120
    from tenant t cross join (values
        ('Cleaning', 'A thorough cleaning and polish with your dentist.', 1, 0, 12000, false, 60),
        ('Check-up', 'A full examination, with advice on what to do next.', 2, 0, 8000, false, 60),
        ('Whitening', 'Professional whitening in the treatment room.', 3, 15, 25000, false, 120),
        ('Filling', 'One filling, or a longer visit for two or three.', 4, 15, 18000, false, 120),
        ('Implant consultation', 'We look at your request first and confirm by hand.', 5, 0, null, true, 1440)
    ) s (name, description, position, after, price, approval, notice)
    returning tenant_id, id, name
), duration as (
    insert into holdfast.service_durations (tenant_id, service_id, minutes, position)
    select s.tenant_id, s.id, d.minutes, d.position from service s join (values
        ('Cleaning', 60, 1), ('Check-up', 30, 1), ('Whitening', 60, 1), ('Filling', 30, 1), ('Filling', 60, 2),
        ('Filling', 90, 3), ('Implant consultation', 45, 1)) d (name, minutes, position) on d.name = s.name
    returning service_id
), requirement as (
    -- Two people and one room: only what truly needs the treatment room waits for it.
    insert into holdfast.requirements (tenant_id, service_id, resource_id, set_number)
    select s.tenant_id, s.id, r.id, case r.kind when 'person' then 1 else 2 end
    from service s join resource r on r.kind = 'person' or s.name in ('Whitening', 'Filling')
    returning service_id
)
insert into holdfast.weekly_hours (tenant_id, weekday, opens, closes)
select t.id, d, '08:00', '18:00' from tenant t cross join generate_series(1, 5) d;

with tenant as (
    insert into holdfast.tenants (slug, name, zone, locale, currency, address, phone, email, customer_overlap)
    select 'barber', 'Fade & Co.', 'Europe/London', 'en-GB', 'GBP',
        '38 Redchurch Street, London E2 7DP', '+442079460958', 'chairs@fadeandco.example', true
    where not exists (select from holdfast.tenants where slug = 'barber')
    returning id
), resource as (
    insert into holdfast.resources (tenant_id, name, position) select id, 'Jamie', 1 from tenant returning tenant_id, id
), service as (
    insert into holdfast.services (tenant_id, name, description, position, price_minor, maximum_horizon_days)
    select t.id, s.name, s.description, s.position, s.price, 3660 from tenant t cross join (values
        ('Haircut', 'Cut, wash and style.', 1, 2800), ('Beard trim', 'Trim, shape and hot towel.', 2, 1500)
    ) s (name, description, position, price)
    returning tenant_id, id, name
), duration as (
    insert into holdfast.service_durations (tenant_id, service_id, minutes, position)
    select s.tenant_id, s.id, case s.name when 'Haircut' then 30 else 15 end, 1 from service s returning service_id
), requirement as (
    insert into holdfast.requirements (tenant_id, service_id, resource_id)
    select s.tenant_id, s.id, r.id from service s cross join resource r returning service_id
)
insert into holdfast.weekly_hours (tenant_id, weekday, opens, closes)
select t.id, d, '00:00', '24:00' from tenant t cross join generate_series(1, 7) d;

with tenant as (select id from holdfast.tenants where slug = 'demo'), voice as (
    insert into holdfast.tenant_voice (tenant_id, tone, instructions, avoid, languages)
    select id, 'Warm and calm, short sentences.', 'Visitors who are anxious may have more time; say so.', 'cheap, guys', '{en,es,fr,de,pt}' from tenant
    on conflict (tenant_id) do nothing
    returning tenant_id
), set_answer as (
    insert into holdfast.set_answers (tenant_id, occasion, language, answer)
    select tenant_id, 'emergency', 'en', 'If you have trouble breathing or heavy bleeding, call 911 now. For severe tooth pain or a knocked-out '
        'tooth, call us at +1 212 555 0142: we keep time free every day.' from voice
    returning tenant_id
)
insert into holdfast.knowledge (tenant_id, language, question, answer)
select v.tenant_id, k.language, k.question, k.answer from voice v cross join (values
    ('en', E'Where can I park?\nIs there parking nearby?', 'There is a public garage at 220 West 17th Street, two minutes on foot.'),
    ('en', E'Which insurance do you accept?\nDo you take my dental plan?',
        'We accept Delta Dental, Cigna, Aetna and MetLife PPO plans. Bring your card and we check your benefits before treatment.'),
    ('en', E'Do you treat children?\nCan I bring my kids?', 'Yes, we see children from the age of three.'),
    ('en', E'I am afraid of the dentist. Do you offer sedation?\nWill it hurt?',
        'We are gentle, and we offer laughing gas for anxious patients. Tell us beforehand so that we plan more time.'),
    ('en', E'Is the practice wheelchair accessible?\nIs there an elevator?', 'Yes. There is a ramp at the entrance and an elevator.'),
    ('es', E'¿Dónde puedo aparcar?\n¿Hay estacionamiento?', 'Hay un garaje público en 220 West 17th Street, a dos minutos a pie.'),
    ('es', '¿Qué seguros aceptan?', 'Aceptamos Delta Dental, Cigna, Aetna y MetLife PPO.')
) k (language, question, answer);

-- Both answer calls and texts to the number that they show.
insert into holdfast.phone_numbers (tenant_id, number, takes_whatsapp)
select t.id, t.phone, true from holdfast.tenants t
where t.slug in ('demo', 'barber') and not exists (select from holdfast.phone_numbers n where n.tenant_id = t.id)
on conflict do nothing;
