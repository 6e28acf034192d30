-- Nothing is held back any more.
update sandbox.progress set held = false where held returning id
