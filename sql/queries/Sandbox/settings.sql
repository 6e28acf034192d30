-- How the stand-in behaves.
select advanced_opt_out, step_ms, fallback from sandbox.settings
