-- 0003-soegning. Why: a part of a name finds its owner among hundreds of thousands (libs/stamdata, soegning).
create extension if not exists pg_trgm with schema faelles;
