#!/usr/bin/perl
# The day book of fees: rule 23.
use strict;
use warnings;
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);
my $key     = 0;

sub act {
	my ($at, @acts) = @_;
	open my $in, '>', "$dir/in" or die;
	print $in encode_json({ key => 'k' . ++$key, as => $_->[0], do => $_->[1], at => $at,
		args => $_->[2] }), "\n" for @acts;
	close $in;
	return map { decode_json($_) } split /\n/, `$dunghen act --db $dir/s < $dir/in`;
}

sub book { return decode_json(`$dunghen fees 25195.mc --day $_[0] --db $dir/s --json`) }

system("$dunghen init --db $dir/s --mode test --seed 1 --clock 2026-03-02T07:30 --admin qt >/dev/null");
my $new = { procedure => '1.001612', channel => 'counter', receiving => '25195.mc',
	owner => { name => 'Ta Van Thu' } };
my ($d1, $d2) = map { { dossier => "H19.21-260302-000$_" } } 1, 2;
my @a = act('2026-03-02T08:00',
	(map { [ 'qt', 'add_person', { key => $_ } ],
		[ 'qt', 'assign', { person => $_, unit => '25195.mc', post => 'clerk' } ] } qw(lan hoa)),
	[ 'lan', 'receive_new', $new ], [ 'lan', 'fee_receipt', $d1 ],
	[ 'hoa', 'receive_new', $new ], [ 'hoa', 'fee_receipt', $d2 ],
	[ 'lan', 'cancel_fee', { %$d1, no => 1, reason => 'sai' } ], [ 'lan', 'fee_receipt', $d1 ]);
is(scalar(grep { $_->{ok} } @a), 10, 'two clerks take fees, one receipt is cancelled');
my $b = book('2026-03-02');
is_deeply([ map { "$_->{no} $_->{clerk} $_->{state}" } @{ $b->{receipts} } ],
	[ '1 lan cancelled', '2 hoa valid', '3 lan valid' ], 'each receipt, by number and clerk');
is($b->{total}, 200000, 'the cancelled one is not in the total');
is_deeply(book('2026-03-03'), { receipts => [], total => 0 }, 'the next day has none');
@a = act('2026-03-03T08:00', [ 'hoa', 'withdraw', { %$d2, reason => 'thoi' } ],
	[ 'hoa', 'refund_fee', { %$d2, no => 2, reason => 'rut' } ]);
is(book('2026-03-02')->{total}, 100000, 'a refund is taken off the day it was taken on');
is(system("$dunghen rebuild --db $dir/s >/dev/null"), 0, 'rebuilt');
is(book('2026-03-02')->{total}, 100000, 'the book is the same');
is(system("$dunghen verify --db $dir/s >/dev/null"), 0, 'and verifies');
is(system("$dunghen fees nowhere --db $dir/s >/dev/null 2>&1") >> 8, 1, 'an unknown unit is refused');
done_testing();
