#!/usr/bin/perl
# `dunghen doctor`: a sound folder is called sound; each thing amiss is named with
# what to do, and nothing is changed by looking.
use strict;
use warnings;
use Fcntl ':flock';
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);
my $db      = "$dir/s";

sub examine {
	my (@more) = @_;
	my $answer = decode_json(scalar `$dunghen doctor --json --db $db @more`);
	my $status = $? >> 8;
	is($status, $answer->{ok} ? 0 : 1, 'the exit status says the same');
	for my $f (@{ $answer->{findings} }) {
		next if $f->{weight} eq 'note';
		ok($f->{hint} && $f->{hint}{vi} && $f->{hint}{en}, "$f->{code} says what to do");
	}
	# How full the machine's disk is, is not what is tested.
	return sort map { $_->{code} } grep { $_->{code} ne 'doctor.space' } @{ $answer->{findings} };
}

sub finds {
	my ($codes, $name, @more) = @_;
	is_deeply([ examine(@more) ], $codes, $name);
}

is(system("$dunghen init --db $db --mode test --seed 1 --clock 2026-03-02T08:00 --admin qt >/dev/null"),
	0, 'a store');
finds([], 'nothing is amiss in a new one');
finds(['doctor.clock'], 'a clock behind the last entry', '--clock', '2026-03-02T07:59');
finds([], 'a clock after it', '--clock', '2026-03-02T08:01');

chmod 0644, "$db/master.key";
finds(['doctor.rights'], 'a key others can read');
chmod 0600, "$db/master.key";
chmod 0644, "$db/store.db";
finds(['doctor.rights'], 'a store others can read');
chmod 0600, "$db/store.db";
chmod 0777, $db;
finds(['doctor.folder'], 'a folder others can write');
chmod 0755, $db;

open my $lock, '<', "$db/lock" or die;
flock $lock, LOCK_EX or die;
finds(['doctor.locked'], 'somebody writes: no fault');
close $lock;

my ($file) = grep { -f } glob "$db/files/*/*";
rename $file, "$dir/file" or die;
my @codes = examine();
ok((grep { $_ eq 'app.law_file' || $_ eq 'doctor.file' } @codes), 'a missing file of the ledger');
rename "$dir/file", $file or die;

rename "$db/log.key", "$dir/log.key" or die;
my @absent = examine();
ok((grep { $_ eq 'doctor.absent' } @absent), 'a missing key file');
open my $other, '>', "$db/log.key" or die;
print $other 'x' x 32;
close $other;
chmod 0600, "$db/log.key";
finds(['store.other_key'], 'a key of another store');
rename "$dir/log.key", "$db/log.key" or die;

open my $db_file, '+<', "$db/store.db" or die;
seek $db_file, 60, 0;		# user_version, big-endian
print $db_file pack 'N', 99;
close $db_file;
finds(['store.newer'], 'a store of a newer program');

$db = "$dir/none";
finds(['doctor.missing'], 'no folder at all');
done_testing();
