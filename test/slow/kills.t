#!/usr/bin/perl
# kill -9 in the middle of a backup, a restore, an erasure and a migration: the store
# is the old one or the new one, never a mixture; the same command again completes it.
use strict;
use warnings;
use File::Find;
use Test::More;
use lib 'test/crash';
use lab;

my $most = $ENV{KILL_MOMENTS} // 40;
my $db   = "$dir/db";
my ($load) = office($db);
my @lines  = map { $load->next } 1 .. 60;
my @told   = act($db, @lines);
is(scalar(grep { !$_->{ok} } @told), 0, 'sixty commands');
my $entries = verified($db);

# All that was answered is answered the same.
sub kept {
	my ($folder) = @_;
	my @again = act($folder, @lines);
	return $json->encode(\@again) eq $json->encode(\@told);
}

# ---- a backup ----

system('rm', '-rf', "$dir/b", "$dir/b.keys");
is((ends('backup', "$dir/b", '--db', $db))[0], 0, 'a first backup');
my @more = map { $load->next } 1 .. 20;
push @told, act($db, @more);
push @lines, @more;
my $later = verified($db);
my @backup = ('backup', "$dir/c", '--db', $db, '--json');

sub backup_before {
	copy_of("$dir/b", "$dir/c");
	copy_of("$dir/b.keys", "$dir/c.keys");
}

for my $first (1, 0) {
	my $prepare = sub { $first ? system('rm', '-rf', "$dir/c", "$dir/c.keys") : backup_before() };
	$prepare->();
	my $n = changes('', @backup);
	my $which = $first ? 'first' : 'second';
	cmp_ok($n, '>', 20, "the $which backup is $n changes");
	for my $at (moments($n, $most)) {
		$prepare->();
		my ($killed) = killed_at($at, '', @backup);
		my ($status, $answer) = ends('restore', "$dir/c", '--db', "$dir/r");
		# Before the last step there is none, or the one of before.
		my $sound = $status == 0 ? $answer->{entries} == ($first ? $later : $answer->{entries})
				&& $answer->{entries} =~ /^($entries|$later)$/ :
			$first && $answer->{code} eq 'backup.none' && $answer->{hint};
		system('rm', '-rf', "$dir/r");
		my ($again) = ends(@backup);
		my ($whole, $all) = ends('restore', "$dir/c", '--db', "$dir/r");
		ok($killed && $sound && $again == 0 && $whole == 0 && $all->{entries} == $later,
			"$which backup killed at change $at of $n: " . ($answer->{code} // $answer->{entries}))
			or diag(explain($status, $answer, $again, $all));
		system('rm', '-rf', "$dir/r");
	}
}

# ---- a restore ----

# Which of the two stands there: told by its number of entries, epochs included.
my @restore = ('restore', "$dir/b", '--db', "$dir/r", '--force', '--json');
for my $empty (1, 0) {
	my $prepare = sub {
		system("rm -rf $dir/r $dir/r.*");
		copy_of($db, "$dir/r") if !$empty;
	};
	$prepare->();
	my $n = changes('', @restore);
	my $where = $empty ? 'into an empty place' : 'over an old store';
	cmp_ok($n, '>', 20, "a restore $where is $n changes");
	my %stood;
	# The last steps, in which folders change places, all of them.
	for my $at (moments($n, $most)) {
		$prepare->();
		my ($killed) = killed_at($at, '', @restore);
		my ($status, $answer) = ends('verify', '--db', "$dir/r");
		my $stands = $status == 0 ? ($answer->{entries} == $later ? 'old' :
			$answer->{entries} == $entries + 1 ? 'new' : "? $answer->{entries}") :
			$answer->{code} eq 'store.missing' ? 'none' : "? $answer->{code}";
		$stood{$stands}++;
		my $sound = $stands =~ ($empty ? qr/^(none|new)$/ : qr/^(old|new)$/);
		my ($again, $done) = ends(@restore);
		my $had = verified("$dir/r");
		my @aside = glob "$dir/r.before-*";
		my $kept = $empty || grep { (verified($_) // 0) == $later } @aside;
		ok($killed && $sound && $again == 0 && defined $had && $had > $entries && $kept
			&& !-e "$dir/r.restoring" && !-e "$dir/r/unrestored" && @aside <= 2,
			"a restore $where killed at change $at of $n: $stands")
			or diag(explain($status, $answer, $again, $done, \@aside));
	}
	cmp_ok(scalar(keys %stood), '==', 2, join ', ', map { "$_ $stood{$_}" } sort keys %stood);
}
system("rm -rf $dir/r $dir/r.* $dir/c $dir/c.keys");

# ---- an erasure ----

my ($came) = act($db, $load->line('mc.25210', 'receive_new', { procedure => '2.000815',
	channel => 'counter', receiving => '25210.mc',
	owner => { name => 'Pham Thi Thu Xoa', id_number => '075090007777' } }));
my (undef, $shown) = ends('dossier', 'show', $came->{code}, '--db', $db);
act($db, $load->line('mc.25210', 'withdraw', { dossier => $came->{code}, reason => 'rút' }));
my $subject = $shown->{owner};
my @erase = ('subject', 'erase', $subject, '--ground', 'order', '--as', 'qt01', '--clock',
	'2028-06-01T08:00:00', '--json', '--db');
my $with = verified($db);
my $content = helper('content', '-lsqlite3');

sub bytes_of {
	my ($folder) = @_;
	my $all = '';
	find({ no_chdir => 1, wanted => sub { $all .= slurp($_) if -f } }, $folder);
	return $all;
}

# The wrapped key of the person: the one row an erasure takes from keys.db.
sub rows_of { return grep { /^ / } split /\n/, `$content @_` }
my %before = map { $_ => 1 } rows_of("$db/keys.db");
my $c = copy_of($db, "$dir/e");
my $n = changes('', @erase, $c);
delete $before{$_} for rows_of("$c/keys.db");
is(scalar(keys %before), 1, "an erasure of $n changes takes one key");
my ($wrapped) = map { pack 'H*', (/4:([0-9a-f]+)$/)[0] } keys %before;
cmp_ok(index(bytes_of($db), $wrapped), '>', 0, 'which is in the store before');
for my $at (moments($n, $most)) {
	$c = copy_of($db, "$dir/e");
	my ($killed) = killed_at($at, '', @erase, $c);
	my ($status) = run('', 'rebuild', '--db', $c);	# the next writer finishes it
	my $now = verified($c);
	my $entered = defined $now && $now == $with + 1;
	my $all = bytes_of($c);
	my $gone = index($all, $wrapped) < 0 && -e "$c/erased.log"
		&& slurp("$c/erased.log") =~ /^$subject order \d+\n\z/;
	my ($again, $answer) = ends(@erase, $c);
	ok($killed && $status == 0 && defined $now
		&& ($entered ? $gone && $answer->{code} eq 'erase.again' : $now == $with && $again == 0),
		"an erasure killed at change $at of $n: " . ($entered ? 'finished at the next start' : 'not begun'))
		or diag(explain($now, $status, $gone, $again, $answer, -e "$c/erased.log" ? slurp("$c/erased.log") : ''));
}

# ---- a migration ----

# The statements of all migrations of the store, one after another, as SQLite has them.
sub statements {
	my %word = (id => 'INTEGER', int => 'INTEGER', instant => 'INTEGER', bool => 'INTEGER', text => 'TEXT',
		bytes => 'BLOB', strict => 'STRICT', bykey => 'STRICT, WITHOUT ROWID');
	my @all;
	for my $file (sort glob 'sql/schema/*.sql') {
		my $sql = slurp($file);
		next if $sql !~ /^-- database: store$/m;
		$sql =~ s/^-- postgres:\n.*?^-- both:\n//msg;
		$sql =~ s/^-- sqlite:\n.*?(?=^-- )//msg;		# triggers, of the first one only
		$sql =~ s/--.*//g;
		$sql =~ s/\@(\w+)/$word{$1} \/\/ die "$file: \@$1"/ge;
		push @all, map { [ $file =~ m{/0001_} ? 1 : 2, s/^\s+//r ] } grep { /\S/ } split /;/, $sql;
	}
	return @all;
}

# What undoes the migrations after the first, the last one first. A table that was dropped is made
# again as it was then; one that was renamed to be copied gets its rows back.
sub undoing {
	my (@undo, %made, %index);
	for (statements()) {
		my ($first, $sql) = ($_->[0] == 1, $_->[1]);
		my ($undo, $table);
		if ($sql =~ /^CREATE TABLE (\w+)/) { ($table, $undo) = ($1, "DROP TABLE $1;") }
		elsif ($sql =~ /^CREATE (?:UNIQUE )?INDEX (\w+) ON (\w+)/) { ($table, $undo) = ($2, "DROP INDEX $1;"); $index{$1} = $sql }
		elsif ($sql =~ /^DROP INDEX (\w+)/) { $undo = "$index{$1};" }
		elsif ($sql =~ /^ALTER TABLE (\w+) RENAME TO (\w+)/) {
			my ($was, $now) = ($1, $2);
			$undo = "ALTER TABLE $now RENAME TO $was;";
			$made{$now} = [ map { s/^CREATE TABLE \K$was\b/$now/r } @{ delete $made{$was} } ];
		}
		elsif ($sql =~ /^INSERT INTO (\w+) \(([^)]*)\)\s+SELECT .* FROM (\w+)/) { $undo = "INSERT INTO $3 ($2) SELECT $2 FROM $1;" }
		elsif ($sql =~ /^ALTER TABLE (\w+) ADD COLUMN (\w+)/) { ($table, $undo) = ($1, "ALTER TABLE $1 DROP COLUMN $2;") }
		elsif ($sql =~ /^DROP TABLE (\w+)/) { $undo = join '', map { "$_;" } @{ delete $made{$1} } }
		elsif ($sql !~ /^UPDATE meta /) { die "how is this undone: $sql" }
		push @{ $made{$table} }, $sql if $table;
		unshift @undo, $undo if $undo && !$first;
	}
	return join ' ', @undo;
}

my $older = helper('older', '-lsqlite3');
my $old = copy_of($db, "$dir/old");
unlink "$old/tip";
is(system($older, "$old/store.db", undoing()), 0, 'the store as the first structure had it');
$c = copy_of($old, "$dir/m");
my ($status, $answer) = ends('dossier', 'list', '--db', $c);
is("$status $answer->{code}", '3 store.older', 'a reader refuses it, and says so');
($status, $answer) = ends('act', '--db', $c);
is("$status $answer->{code}", '1 app.stale', 'a writer brings it up to date and asks for a rebuild');
is((run('', 'rebuild', '--db', $c))[0], 0, 'which is made');
is(verified($c), $with, 'with all its entries');
ok(kept($c), 'and all its answers');
for my $command ('act', 'rebuild') {
	$c = copy_of($old, "$dir/m");
	$n = changes('', $command, '--db', $c);
	cmp_ok($n, '>', 5, "$command on it is $n changes");
	for my $at (moments($n, $most)) {
		$c = copy_of($old, "$dir/m");
		my ($killed) = killed_at($at, '', $command, '--db', $c);
		my ($first, $said) = ends('verify', '--db', $c);
		# A reader names the old structure, or the tables to be filled anew; both say how.
		my $told = $first == 0 || $said->{code} =~ /^(app\.stale|store\.older)$/;
		my ($again) = run('', 'rebuild', '--db', $c);
		my $had = verified($c);
		ok($killed && $told && $again == 0 && defined $had && $had == $with,
			"$command with a migration killed at change $at of $n: " . ($said->{code} // 'done'))
			or diag(explain($first, $said, $again));
	}
}
done_testing();
