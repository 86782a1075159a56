-- database: store
-- Who wants a letter each working day of what is soon due, overdue or passed up to them
-- (rule 38). It concerns this machine and is never rebuilt; a restored store begins without.

-- sealed: the address and the language, under a key of the master key. sent_day: the last
-- civil day that was seen to.
-- class: ops
CREATE TABLE digest (
	person @id PRIMARY KEY,
	sealed @bytes NOT NULL,
	sent_day @int NOT NULL
) @strict;
