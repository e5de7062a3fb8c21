-- What a later version might do.
ALTER TABLE experiment ADD COLUMN remark TEXT;
CREATE INDEX experiment_run ON experiment (run);
