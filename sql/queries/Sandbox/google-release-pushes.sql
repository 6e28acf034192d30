-- What was held back goes out.
update sandbox.google_pushes set held = false, due = clock_timestamp() where held returning id
