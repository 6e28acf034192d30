-- Who is in conversation $1 by their number $2, which the carrier vouches for or not ($3), and by the name that they give ($4).
select name, service, service_name, bookings from holdfast.recognize_caller($1, $2, $3, $4)
