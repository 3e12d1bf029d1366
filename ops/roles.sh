#!/bin/sh
# Run once by the database's container, when its data folder is new: the roles, with passwords.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname template1 --file /sendtrack/roles.sql
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname template1 \
  --set owner="$OWNER_PASSWORD" --set runtime="$RUNTIME_PASSWORD" <<'SQL'
ALTER ROLE sendtrack_owner PASSWORD :'owner';
ALTER ROLE sendtrack PASSWORD :'runtime';
SQL
