-- For the administrator of a PostgreSQL server (15 or newer), once for each conference. Run as the owner of the
-- database, for instance:
--
--   toadam copy --sql | psql -v ON_ERROR_STOP=1 --single-transaction DATABASE
--
-- The desks then come as a role that may read and write these tables and nothing else: it makes, changes and drops
-- none. Give it a password with \password toadam_desk, or a certificate; on the desks it belongs into the password
-- file of libpq. For another conference in the same database replace the name of the schema, here and in the address
-- (…?options=-csearch_path%3DNAME).

CREATE SCHEMA toadam;
SET search_path = toadam;

