#!/bin/sh
# The program's login role: NOINHERIT, owns nothing (design D3).
set -e
psql -v ON_ERROR_STOP=1 -U postgres -d debitor -v kode="$LOGIN_PASSWORD" <<'SQL'
create role debitor_login login noinherit password :'kode';
SQL
