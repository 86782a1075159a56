#!/usr/bin/perl
# One bit flipped, in every kind of file a store or a backup has: either it is named,
# with the way out, or the byte is one that nobody reads. Never a crash, never other
# data without a word.
use strict;
use warnings;
use Test::More;
use lib 'test/crash';
use lab;

my $asan    = $ENV{DUNGHEN_SAN} // $program;
my $db      = "$dir/db";
my $content = helper('content', '-lsqlite3');
my $office  = '2026-03-02T15:00:00';

my ($load) = office($db);
my ($first) = grep { $_->{code} } act($db, map { $load->next } 1 .. 90);
my $code = $first->{code};
my (undef, $shown) = ends('dossier', 'show', $code, '--db', $db);
is((run('', 'dossier', 'open', $code, '--as', 'mc.25210', '--clock', $office, '--db', $db))[0], 0,
	'somebody opened a dossier: a row that no entry vouches for yet');
# A closed dossier may be erased years later; the register is a file too.
my ($gone) = act($db, $load->line('mc.25210', 'receive_new', { procedure => '2.000815',
	channel => 'counter', receiving => '25210.mc', owner => { name => 'Le Thi Thu' } }));
(undef, $shown) = ends('dossier', 'show', $gone->{code}, '--db', $db);
act($db, $load->line('mc.25210', 'withdraw', { dossier => $gone->{code}, reason => 'rút' }));
my ($erased) = ends('subject', 'erase', $shown->{owner}, '--ground', 'order', '--as', 'qt01',
	'--clock', '2028-06-01T08:00:00', '--db', $db);
is($erased, 0, 'somebody was erased');
ok(defined verified($db), 'the store is whole') or BAIL_OUT('no store');

sub rows { my ($folder) = @_; return `$content $folder/store.db $folder/keys.db 2>&1` }

# A copy that shares what is not to be changed.
sub light_copy {
	my ($from, $to) = @_;
	system('rm', '-rf', $to);
	mkdir $to or die;
	for my $path (glob "$from/*") {
		my ($name) = $path =~ m{([^/]+)$};
		-d $path ? symlink($path, "$to/$name") : spew("$to/$name", slurp($path));
	}
	return $to;
}

my %flips;	# file => what came of it => how often

# Flips bits of one file of `$from` and asks `$judge`, which says what was named, or ''
# when all was found well; then `$same` must hold.
sub flip {
	my ($name, $from, $offsets, $judge, $same) = @_;
	my $good = slurp("$from/$name");
	my ($tried, $bad) = (0, 0);
	for my $at (@$offsets) {
		my $bit = int rand 8;
		my $bytes = $good;
		substr($bytes, $at, 1) ^= chr(1 << $bit);
		my $copy = light_copy($from, "$dir/flipped");
		spew("$copy/$name", $bytes);
		# Every fourth under the sanitizers, which see what a crash may hide.
		local $program = ++$tried % 4 == 0 ? $asan : $program;
		my ($status, $answer, $signal) = $judge->($copy);
		my $named = $status == 0 ? '' : $answer->{code};
		my $fine = $signal == 0 && slurp("$dir/err") !~ /Sanitizer|runtime error/
			&& ($status == 0 ? $same->($copy, $bytes, $good) :
				($status == 1 || $status == 3) && $named !~ /^\?/ && $answer->{hint});
		$flips{$name}{ $named || 'nobody reads it' }++;
		next if $fine;
		$bad++;
		diag("$name, byte $at, bit $bit: exit $status, signal $signal, $named");
	}
	is($bad, 0, "$name: $tried flips, " . join ', ',
		map { "$_ $flips{$name}{$_}" } sort keys %{ $flips{$name} });
}

sub verify { my ($copy) = @_; return ends('verify', '--db', $copy) }

# Some of each page, and the header byte by byte.
sub offsets {
	my ($size, $each) = @_;
	my @at = $size > 100 ? 0 .. 99 : 0 .. $size - 1;
	for (my $page = 0; $page < $size; $page += 4096) {
		my $room = $size - $page < 4096 ? $size - $page : 4096;
		push @at, map { $page + int rand $room } 1 .. $each;
		push @at, $page + int rand 8 if $page > 0;
	}
	return \@at;
}

my $rows = rows(light_copy($db, "$dir/sound"));
my $same_rows = sub { my ($copy) = @_; return rows($copy) eq $rows };
my $each = $ENV{FLIPS_EACH} // 1;
for my $name (qw(store.db keys.db)) {
	flip($name, $db, offsets(-s "$db/$name", $name eq 'keys.db' ? 40 : $each), \&verify, $same_rows);
}
flip($_, $db, [ 0 .. 31 ], \&verify, sub { 0 }) for qw(master.key log.key);
flip('tip', $db, [ 0 .. (-s "$db/tip") - 1 ], \&verify, $same_rows);
# The time of an erasure stands in its entry; the one in the register is for people.
flip('erased.log', $db, [ 0 .. (-s "$db/erased.log") - 1 ], \&verify, sub {
	my ($copy, $now, $then) = @_;
	return (split ' ', $now)[0] eq (split ' ', $then)[0];
});

# ---- what a killed writer leaves in the write-ahead logs ----

my $killed = light_copy($db, "$dir/killed");
{
	pipe(my $in_r, my $in_w) or die;
	my $pid = open(my $out, '-|') // die;
	if (!$pid) {
		close $in_w;
		open STDIN, '<&', $in_r;
		exec $program, 'act', '--db', $killed;
		die;
	}
	close $in_r;
	$in_w->autoflush(1);
	my $ok = 0;
	for my $n (1 .. 6) {
		$load->{at} = 1843516800 + $n;	# after the erasure
		print $in_w $load->line('qt01', 'add_person', { key => "them$n" }), "\n";
		my $answer = <$out> // '';
		$answer =~ /"ok":true/ ? $ok++ : diag($answer);
	}
	kill KILL => $pid;
	close $in_w;
	close $out;
	is($ok, 6, 'six commands answered, then killed');
}
my $after = rows(light_copy($killed, "$dir/sound"));
my $same_after = sub { my ($copy) = @_; return rows($copy) eq $after };
for my $name (grep { -s "$killed/$_" } qw(store.db-wal keys.db-wal)) {
	my $size = -s "$killed/$name";
	flip($name, $killed, [ 0 .. 31, map { int rand $size } 1 .. 60 ], \&verify, $same_after);
}
my $wal = "$killed/store.db-wal";
cmp_ok(-s $wal, '>', 0, 'the log holds what was acknowledged');
my $lost = light_copy($killed, "$dir/lost");
my $bytes = slurp("$lost/store.db-wal");
substr($bytes, length($bytes) / 2, 1) ^= "\x10";
spew("$lost/store.db-wal", $bytes);
for my $command ([ 'act' ], [ 'dossier', 'list' ], [ 'rebuild' ], [ 'backup', "$dir/none" ]) {
	my ($status, $answer) = ends(@$command, '--db', $lost);
	is("$status $answer->{code}", '3 log.lost', "@$command refuses a store that lost its end");
}
is(slurp("$lost/store.db-wal"), $bytes, 'and leaves the log as it was');
unlink "$lost/tip";
ok(defined verified($lost), 'without the file tip it goes on with what is left');

# ---- files and backups ----

my @files = glob "$db/files/*/*";
for my $file (map { $files[ rand @files ] } 1 .. 6) {
	my $good = slurp($file);
	my $changed = $good;
	substr($changed, rand length $good, 1) ^= chr(1 << int rand 8);
	spew($file, $changed);
	my ($status, $answer) = ends('doctor', '--db', $db);
	my ($hash) = $file =~ m{files/(.*)};
	$hash =~ s{/}{};
	ok($status == 1 && (grep { $json->encode($_) =~ /$hash|law/ && $_->{hint} } @{ $answer->{findings} }),
		'doctor names a changed file') or diag(explain $answer);
	($status, $answer) = ends('verify', '--db', $db);
	ok($status != 0 && $answer->{hint}, "so does verify: $answer->{code}");
	spew($file, $good);
}

is((run('', 'backup', "$dir/b", '--db', $db))[0], 0, 'a backup');
my @parts = (glob("$dir/b/MANIFEST $dir/b/*/store.db $dir/b.keys/MANIFEST $dir/b.keys/*/*"),
	(glob "$dir/b/files/*/*")[ 0, 5 ]);
for my $part (@parts) {
	my ($whole, $size, $bad, %got) = (slurp($part), -s $part, 0);
	for my $at (map { int rand $size } 1 .. ($size > 100000 ? 12 : 6)) {
		my $changed = $whole;
		substr($changed, $at, 1) ^= chr(1 << int rand 8);
		spew($part, $changed);
		my ($status, $answer, $signal) = ends('restore', "$dir/b", '--db', "$dir/from");
		# The head line's time is the backup's own; all else is vouched for.
		my $fine = $signal == 0 && ($status == 0 ? rows("$dir/from") ne '' && $part =~ /MANIFEST/ :
			$answer->{hint});
		$got{ $answer->{code} // 'whole' }++;
		$bad++, diag("$part byte $at: $status " . ($answer->{code} // '')) if !$fine;
		system('rm', '-rf', "$dir/from");
	}
	spew($part, $whole);
	(my $name = $part) =~ s{^\Q$dir\E/}{};
	is($bad, 0, "$name: " . join ', ', map { "$_ $got{$_}" } sort keys %got);
}
done_testing();
