-- Who calls or texts, known by the number that the conversation's row holds. The tenant is the transaction's own.

-- Whether a name that somebody gives is the one that a booking is under: all of it, or the family name.
create or replace function holdfast.same_name(p_booked text, p_given text) returns boolean
language sql immutable
return (select coalesce(g <> '' and (g = b or length(g) > 2 and b ~ (' ' || g || '$')), false)
    from (select trim(regexp_replace(lower(p_booked), '[^[:alpha:]]+', ' ', 'g')), trim(regexp_replace(lower(p_given), '[^[:alpha:]]+', ' ', 'g'))) n (b, g));

-- Whether a booking is that of whoever is in a conversation. p_proof is the conversation's id, and in a second line the
-- name that they give. It is theirs where it was made there; and where it was made with their number, if the carrier
-- vouches for that or the name is the booking's.
create or replace function holdfast.is_callers(p_booking holdfast.bookings, p_proof text) returns boolean
language plpgsql stable as $$
begin
    return coalesce(p_booking.conversation = split_part(p_proof, E'\n', 1), false) or exists (
        select from conversations c where c.tenant_id = p_booking.tenant_id and c.id = split_part(p_proof, E'\n', 1)
            and c.peer = p_booking.customer_phone and (c.vouched or same_name(p_booking.customer_name, split_part(p_proof, E'\n', 2))));
end $$;

-- Notes who is in a conversation, and tells what is known of the number: the name where the carrier vouches for the number
-- and its bookings have only one, the service that was last come for, and the coming bookings that are proven to be theirs.
create or replace function holdfast.recognize_caller(p_conversation text, p_number text, p_vouched boolean, p_name text)
returns table (name text, service bigint, service_name text, bookings bigint[])
language plpgsql volatile security definer rows 1 set search_path = holdfast, pg_temp as $$
#variable_conflict use_column
declare
    v_now timestamptz := holdfast.now();
    v_proof text := p_conversation || E'\n' || coalesce(p_name, '');
begin
    update conversations c set peer = p_number, vouched = p_vouched
        where c.tenant_id = own_tenant() and c.id = p_conversation and (c.peer, c.vouched) is distinct from (p_number, p_vouched);
    return query select
        (select min(b.customer_name) from bookings b where p_vouched and b.tenant_id = own_tenant() and b.customer_phone = p_number
            having count(distinct lower(b.customer_name)) = 1),
        (last_visit(p_number, v_now)).id, (last_visit(p_number, v_now)).name,
        array(select b.id from bookings b
            where b.tenant_id = own_tenant() and (b.customer_phone = p_number or b.conversation = p_conversation)
                and b.status in ('confirmed', 'pending') and b.expires_at > v_now and b.end_at > v_now and is_callers(b, v_proof)
            order by b.start_at, b.id limit 9);
end $$;

-- The service that a number's booking before now was for; null for none.
create or replace function holdfast.last_visit(p_number text, p_now timestamptz) returns holdfast.services
language plpgsql stable as $$
declare
    v_service services;
begin
    select s.* into v_service from bookings b join services s on s.tenant_id = b.tenant_id and s.id = b.service_id
        where b.tenant_id = own_tenant() and b.customer_phone = p_number and b.status = 'confirmed' and b.start_at <= p_now
        order by b.start_at desc limit 1;
    return v_service;
end $$;

-- Whether the write under way belongs to a turn that is answered by a text to that number: then the answer tells of it.
create or replace function holdfast.replied_by_text(p_number text) returns boolean
language plpgsql stable as $$
begin
    return exists (select from turns t join conversations c on c.tenant_id = t.tenant_id and c.id = t.conversation_id
        where t.tenant_id = own_tenant() and t.id = nullif(current_setting('holdfast.turn', true), '')::bigint
            and c.channel in ('sms', 'whatsapp') and c.peer = p_number);
end $$;
