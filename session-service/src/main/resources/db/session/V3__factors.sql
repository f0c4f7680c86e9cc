-- Facts instead of a verdict: which credentials types an identity could sign in and step up with. Whether they count is for the
-- configuration of the moment. Null: version 0.1.0 wrote the row, and available_aal is all that is known until the next login.
-- available_aal is still written, for replicas that don't know these columns.
ALTER TABLE identity_snapshot ADD COLUMN first_factors text[];
ALTER TABLE identity_snapshot ADD COLUMN second_factors text[];
