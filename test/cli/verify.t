#!/usr/bin/perl
# `dunghen verify` on damaged folders: exit 1 and the entry, wherever it stands;
# what another table hides is found too.
use strict;
use warnings;
use utf8;
use File::Temp 'tempdir';
use IPC::Open2;
use JSON::PP;
use Test::More;

binmode STDOUT, ':utf8';
my $program = $ENV{DUNGHEN} // 'build/dunghen';
my $dir = tempdir(CLEANUP => 1);
my $db = "$dir/db";

sub slurp {
	my ($path) = @_;
	open my $f, '<:raw', $path or die "$path: $!";
	local $/;
	return scalar <$f>;
}

sub verify {
	my $text = qx($program verify --db $db --json 2>/dev/null);
	return ($? >> 8, JSON::PP->new->utf8->decode($text));
}

is(system("$program init --db $db --admin qt01 --mode test --clock 2026-03-02T07:30 --seed 1"
	. " >/dev/null"), 0, 'a store');
my $sound = slurp("$db/store.db");
my ($status, $answer) = verify();
is($status, 0, 'is sound') or diag explain $answer;

# --- while another process writes ---

{
	my $writer = open2(my $answers, my $commands, $program, 'act', '--db', $db);
	my $turn = 0;
	my $add = sub {
		print $commands encode_json({ key => 'w' . ++$turn, as => 'qt01', do => 'add_person',
			args => { key => "nv$turn" } }), "\n";
		$commands->flush;
		return decode_json(scalar <$answers>);
	};
	ok($add->()->{ok}, 'a writer holds the lock');
	for my $how ([ 'verify' ], [ 'ledger', 'verify' ], [ 'ledger', 'fsck' ]) {
		# It writes on, also between the reads of whoever verifies.
		my $pid = open(my $out, '-|', "$program @$how --db $db --json 2>&1") // die;
		$add->() for 1 .. 5;
		my $text = do { local $/; <$out> };
		close $out;
		is($? >> 8, 0, "@$how goes on beside it") or diag $text;
		my $seen = JSON::PP->new->utf8->decode($text)->{entries};
		ok($seen >= $answer->{entries} + $turn - 5 && $seen <= $answer->{entries} + $turn,
			'and sees what was there') or diag $seen;
	}
	close $commands;
	waitpid $writer, 0;
	$sound = slurp("$db/store.db");
}

# What verify says of a folder whose store.db differs in some bytes.
sub spoilt {
	my (@at) = @_;
	my $bytes = $sound;
	substr($bytes, $_, 1) = chr(ord(substr $bytes, $_, 1) ^ 1) for @at;
	unlink "$db/store.db-wal", "$db/store.db-shm";
	open my $f, '>:raw', "$db/store.db" or die;
	print $f $bytes;
	close $f or die;
	return verify();
}

for my $what ([ 'the first entry', '"seq":0,"stream"', 0 ],
	[ 'a file of the law', '"seq":7,"stream"', 7 ],
	[ 'a unit', '"seq":100,"stream"', 100 ]) {
	my ($name, $words, $seq) = @$what;
	# Pages may hold old copies of a row: all are changed.
	my @at;
	push @at, $-[0] + 10 while $sound =~ /\Q$words\E/g;
	($status, $answer) = spoilt(@at);
	is($status, 1, "$name: damage is found");
	like($answer->{message}{en}, qr/\bentry $seq\b/, 'and the entry is named')
		or diag explain $answer;
}

rename "$db/master.key", "$db/away" or die;
($status, $answer) = verify();
is($answer->{code}, 'store.no_key', 'a missing key is said to be missing') or diag explain $answer;
rename "$db/away", "$db/master.key" or die;

# The stream of an entry in an index: the table itself stays right.
my $at = 0;
for my $page (1 .. length($sound) / 4096 - 1) {
	my $head = substr($sound, $page * 4096, 8);
	my ($kind, undef, $cells) = unpack 'Cnn', $head;
	next unless $kind == 10 && $cells > 100;
	$at = $page * 4096 + unpack('n', substr $sound, $page * 4096 + 8 + 2 * 50, 2);
	last;
}
ok($at > 0, 'there is an index with many rows');
($status, $answer) = spoilt($at + 8);
is($status, 1, 'a damaged index is found');
is($answer->{code}, 'db.corrupt', 'by its code') or diag explain $answer;
done_testing();
