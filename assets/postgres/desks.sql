
-- The role of the desks.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'toadam_desk') THEN
    CREATE ROLE toadam_desk LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
  END IF;
END $$;
GRANT USAGE ON SCHEMA toadam TO toadam_desk;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA toadam TO toadam_desk;
REVOKE INSERT, DELETE ON meta FROM toadam_desk;
