-- Version 2: what was changed in two places, and a person is to decide.

CREATE TABLE conflicts (key bigint PRIMARY KEY, document jsonb NOT NULL);

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'toadam_desk') THEN
    IF has_table_privilege('toadam_desk', 'delegates', 'UPDATE') THEN
      GRANT SELECT, INSERT, UPDATE, DELETE ON conflicts TO toadam_desk;
    END IF;
  END IF;
END $$;

UPDATE meta SET version = 2;
