#!/usr/bin/perl
# Accounts from the command line: a one-time password, lock and unlock, on the record.
use strict;
use warnings;
use File::Temp qw(tempdir);
use JSON::PP;
use POSIX qw(strftime);
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);
my $db      = "$dir/s";

sub account {
	my ($words, $input) = @_;
	open my $in, '>', "$dir/in" or die;
	print $in $input // '';
	close $in;
	my $out = `$dunghen account $words --db $db --json < $dir/in 2>/dev/null`;
	return ($? >> 8, $out ? decode_json($out) : undef);
}

sub refused {
	my ($words, $key, $name, $input) = @_;
	my ($status, $said) = account($words, $input);
	is($status, 1, "$name: refused");
	is($said->{code}, $key, "$name: $key");
}

system("$dunghen init --db $db --mode test --seed 1 --clock 2026-03-02T07:30 --admin qt >/dev/null");
open my $act, '|-', "$dunghen act --db $db >/dev/null" or die;
print $act encode_json({ key => $_->[0], as => 'qt', do => $_->[1], args => $_->[2],
	at => '2026-03-02T08:00' }), "\n" for
	[ 'k1', 'add_person', { key => 'cb0012', name => 'Ngo Thi Thu' } ],
	[ 'k2', 'assign', { person => 'cb0012', unit => '25195.mc', post => 'clerk' } ];
close $act;

my $clock = '--clock 2026-03-02T09:00';
my ($status, $v) = account('list');
is($status, 0, 'a list');
is_deeply([ map { "$_->{key} $_->{password}" } @$v ], [ 'qt none', 'cb0012 none' ],
	'nobody has a password yet');
sub in_three_days { return strftime('%Y-%m-%dT%H:%M:%S+07:00', gmtime time + 7 * 3600 + 3 * 86400) }
my $earliest = in_three_days();
($status, $v) = account("set-password cb0012 --as qt $clock");
is($status, 0, 'one is given');
like($v->{password}, qr/^[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}$/, 'that the program invented');
ok($v->{until} ge $earliest && $v->{until} le in_three_days(), 'for three days of the machine, whatever clock the store has');
refused("set-password qt --as cb0012 $clock", 'right.admin', 'a clerk gives none');
refused("set-password cb9999 --as qt $clock", 'person.unknown', 'nobody gets none');
refused("set-password cb0012 --as qt --stdin $clock", 'account.short', 'too short', "kem\n");
refused("set-password cb0012 --as qt --stdin $clock", 'account.own', 'the name', "ngothithu99\n");
($status, $v) = account("set-password cb0012 --as qt --stdin $clock", "qua cau gio bay\n");
is($status, 0, 'a typed one');
ok(!exists $v->{password}, 'is not shown again');
($status, $v) = account("list $clock");
is($v->[1]{password}, 'one_time', 'listed as such');
is($v->[1]{set_by}, 'qt', 'with who gave it');

is((account("lock cb0012 --as qt $clock"))[0], 0, 'locked');
refused("lock cb0012 --as qt $clock", 'account.is_locked', 'twice');
is((account("list $clock"))[1][1]{locked}, JSON::PP::true, 'listed as locked');
is((account("unlock cb0012 --as qt $clock"))[0], 0, 'unlocked');
refused("unlock cb0012 --as qt $clock", 'account.not_locked', 'twice');

($status, $v) = account('sessions');
is_deeply($v, [], 'nobody is signed in');
refused("revoke cb0012 --as qt $clock", 'account.no_session', 'nothing to revoke');
is((account('revoke cb0012'))[0], 2, 'nobody revokes unnamed');
refused('sessions cb9999', 'person.unknown', 'sessions of nobody');
is((account('frobnicate'))[0], 2, 'an unknown word is misuse');
is((account('lock cb0012'))[0], 2, 'so is a lock by nobody');

my $ledger = `strings -a $db/store.db $db/store.db-wal 2>/dev/null`;
unlike($ledger, qr/qua cau gio bay/, 'no password stands in the store');
is(scalar(() = `cat $db/store.db $db/store.db-wal 2>/dev/null` =~ /"kind":"password_given"/g) >= 2, 1,
	'each gift is an entry');
is(system("$dunghen verify --db $db >/dev/null"), 0, 'the store verifies');

system("$dunghen backup $dir/b --db $db >/dev/null") == 0 or die;
system("$dunghen restore $dir/b --db $dir/r >/dev/null") == 0 or die;
$db = "$dir/r";
is((account("list $clock"))[1][1]{password}, 'one_time', 'passwords come back with a backup');
done_testing();
