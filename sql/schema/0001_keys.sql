-- database: keys
-- One key for each subject and unit whose texts are sealed, wrapped by the
-- master key. Backed up apart from the store; erasing a row erases the person.

-- class: vault
CREATE TABLE vault_key (
	owner_kind @int NOT NULL,
	owner @int NOT NULL,
	wrapped @bytes NOT NULL,
	PRIMARY KEY (owner_kind, owner)
) @bykey;
