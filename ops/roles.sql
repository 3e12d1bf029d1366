-- The two roles of sendtrack and its database. Run once by a superuser, in template1, so that
-- every database made from it (tests make their own) gives the running application the same
-- narrow rights: rows, never tables.

CREATE ROLE sendtrack_owner LOGIN;

CREATE ROLE sendtrack LOGIN;

ALTER DEFAULT PRIVILEGES FOR ROLE sendtrack_owner
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO sendtrack;

ALTER DEFAULT PRIVILEGES FOR ROLE sendtrack_owner
  GRANT USAGE, SELECT ON SEQUENCES TO sendtrack;

CREATE DATABASE sendtrack OWNER sendtrack_owner TEMPLATE template1;
