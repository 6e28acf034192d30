-- The numbers that can be called and texted.
select number, takes_whatsapp, slug, business from sandbox.numbers()
