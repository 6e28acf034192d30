-- The oldest text that waits in conversation $1, or in that of text $2.
select conversation, sid, body, media, about, channel, peer from holdfast.next_text($1, $2)
