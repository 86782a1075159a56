#!/usr/bin/perl
# Opening the vault: by right, on the record, the record kept in the ledger (rules 40, 42).
use strict;
use warnings;
use utf8;
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output);
my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);
my $db      = "$dir/s";
my $json    = JSON::PP->new->utf8;
my $key     = 0;

sub act {
	my ($at, @acts) = @_;
	open my $in, '>', "$dir/in" or die;
	for (@acts) {
		my ($as, $do, $args) = @$_;
		print $in $json->encode({ key => 'k' . ++$key, as => $as, do => $do, at => $at,
			args => $args }), "\n";
	}
	close $in;
	return map { $json->decode($_) } split /\n/, `$dunghen act --db $db < $dir/in`;
}

sub opened {
	my ($code, $who, $at) = @_;
	my $out = `$dunghen dossier open $code --as $who --clock $at --db $db --json 2>/dev/null`;
	return ($? >> 8, $json->decode($out));
}

is(system("$dunghen init --db $db --mode test --seed 1 --clock 2026-03-02T07:30 --admin qt >/dev/null"),
	0, 'a store');
my @answers = act('2026-03-02T08:00',
	(map { [ 'qt', 'add_person', { key => $_ } ] } qw(lan tuan xa)),
	[ 'qt', 'assign', { person => 'lan', unit => '25195.mc', post => 'clerk' } ],
	[ 'qt', 'assign', { person => 'tuan', unit => '25195.kt', post => 'officer' } ],
	[ 'qt', 'assign', { person => 'xa', unit => '25210.kt', post => 'officer' } ],
	[ 'lan', 'receive_new', { procedure => '1.001612', channel => 'counter',
		receiving => '25195.mc', owner => { name => 'Tạ Thị Thử', id_number => '075190000123',
			phone => '0900000000' } } ],
	[ 'lan', 'withdraw', { dossier => 'H19.21-260302-0001', reason => 'đổi ý về tên' } ],
);
is(scalar(grep { $_->{ok} } @answers), 8, 'a dossier with people and texts');
my $code = $answers[6]{code};

my ($status, $texts) = opened($code, 'lan', '2026-03-02T08:10');
is($status, 0, 'the clerk who received may open it');
is_deeply([ map { $_->{field} } @$texts ], [ 'owner', 'reason' ], 'the person and the text');
is($json->decode(do { my $v = $texts->[0]{value}; utf8::encode($v); $v })->{name}, 'Tạ Thị Thử',
	'by name');
is($texts->[1]{value}, 'đổi ý về tên', 'in the words typed');
($status) = opened($code, 'tuan', '2026-03-02T08:20');
is($status, 0, 'so may an officer of the competent agency');
for my $who (qw(xa qt)) {
	($status, my $no) = opened($code, $who, '2026-03-02T08:30');
	is($status, 1, "$who has no part in it");
	is($no->{code}, 'right.reader', 'and is refused');
}
($status, my $no) = opened($code, 'ghost', '2026-03-02T08:30');
is($no->{code}, 'person.unknown', 'an unknown reader too');
is(system("$dunghen dossier open $code --db $db >/dev/null 2>&1") >> 8, 2, 'nobody opens unnamed');

sub rows { return `sqlite3 $db/store.db "$_[0]"` =~ s/\n\z//r }
SKIP: {
	skip 'no sqlite3 program', 6 if system('command -v sqlite3 >/dev/null 2>&1') != 0;
	is(rows('SELECT count(*) FROM access'), 2, 'two openings are on record, no refusal');
	is(rows("SELECT count(*) FROM entry WHERE kind = 'access_kept'"), 0,
		'the hour is not over');
	($status) = opened($code, 'lan', '2026-03-02T09:05');
	is(rows("SELECT count(*) FROM entry WHERE kind = 'access_kept'"), 1,
		'in the next hour their hash is an entry');
	is(system("$dunghen verify --db $db >/dev/null"), 0, 'which verifies');
	rows('UPDATE access SET reader = reader + 1 WHERE no = 1');
	is(system("$dunghen verify --db $db >/dev/null 2>&1") >> 8, 1, 'a changed row is found');
	like(`$dunghen verify --db $db --lang en 2>&1`, qr/Row 1 of/, 'and named');
}

# Nothing of the person stands in clear in any file of the store.
my $clear = `grep -rlaE 'Thử|075190000123|0900000000|đổi ý' $db`;
is($clear, '', 'no name, number or text in clear');
done_testing();
