#!/usr/bin/perl
# `dunghen subject erase` (rule 43): refused while a dossier is kept; afterwards no
# byte of the store knows the person, all checks hold, screens say so, and no
# backup brings anybody back.
use strict;
use warnings;
use File::Find;
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);
my $at      = '2026-03-02T08:00:00+07:00';
my $late    = '2028-06-01T08:00:00+07:00';
my $key     = 0;
my %person  = (name => 'Đỗ Thị Thử Xóa', id_number => '075090007777', phone => '0900000777');
my %other   = (name => 'Lê Văn Thử Giữ', id_number => '075090008888');

sub slurp { my ($f) = @_; open my $h, '<:raw', $f or die "$f: $!"; local $/; return <$h> }
sub spew  { my ($f, $t) = @_; open my $h, '>:raw', $f or die "$f: $!"; print $h $t; close $h }

sub run {
	my $out = `$dunghen @_ --json 2>$dir/err`;
	return ($? >> 8, map { decode_json($_) } grep { /\S/ } split /\n/, $out);
}

sub ends {
	my ($status, $code, $label, @words) = @_;
	my ($got, $answer) = run(@words);
	is($got, $status, "$label: status");
	is($answer->{code} // '', $code, "$label: code");
	return $answer;
}

sub act {
	my ($db, $when, @lines) = @_;
	spew("$dir/in", join '', map {
		my ($as, $do, $args) = @$_;
		JSON::PP->new->encode({ key => 'k' . ++$key, as => $as, do => $do, at => $when,
			args => $args }) . "\n";
	} @lines);
	return map { decode_json($_) } `$dunghen act --db $db < $dir/in`;
}

sub receive {
	my ($who, $submitter) = @_;
	return [ 'lan', 'receive_new', { procedure => '2.000815', channel => 'counter',
		receiving => '25195.mc', owner => $who, $submitter ? (submitter => $submitter) : () } ];
}

sub erase {
	my ($subject, @more) = @_;
	return ('subject', 'erase', $subject, '--ground', 'order', '--as', 'qt', '--clock', $late,
		'--db', "$dir/s", @more);
}

# Everything in a folder, free pages and logs included.
sub bytes_of {
	my ($folder) = @_;
	my $all = '';
	find({ no_chdir => 1, wanted => sub { $all .= slurp($_) if -f } }, $folder);
	return $all;
}

is(system("$dunghen init --db $dir/s --mode test --seed 1 --clock $at --admin qt >/dev/null"), 0,
	'a store');
my @made = act("$dir/s", $at,
	[ 'qt', 'add_person', { key => 'lan' } ],
	[ 'qt', 'assign', { person => 'lan', unit => '25195.mc', post => 'clerk' } ],
	receive(\%person), receive(\%other), receive(\%other, \%person));
ok(!(grep { !$_->{ok} } @made), 'two people, three dossiers') or diag explain \@made;
my ($own, $others, $brought) = map { $_->{code} } @made[2 .. 4];
my (undef, $shown) = run('dossier', 'show', $own, '--db', "$dir/s");
my $subject = $shown->{owner};
my (undef, $kept) = run('dossier', 'show', $others, '--db', "$dir/s");

# --- refused ---

spew("$dir/don.pdf", "%PDF-1.7\n$person{name}, $person{id_number}, $person{phone}\n" x 5000);
ends(0, '', 'a paper with all that in it', 'attach', $own, "$dir/don.pdf", '--name', $person{phone},
	'--as', 'lan', '--clock', $at, '--db', "$dir/s");
is(scalar(() = `$dunghen attach $own --get 1 --as lan --clock $at --db $dir/s` =~ /$person{phone}/g), 5000,
	'which opens');
ends(1, 'erase.open', 'while a dossier is open', erase($subject));
my ($gone) = act("$dir/s", $at, [ 'lan', 'withdraw', { dossier => $own, reason => 'rút' } ]);
ok($gone->{ok}, 'their own is closed') or diag explain $gone;
ends(1, 'erase.open', 'while one they brought for another is open', erase($subject));
($gone) = act("$dir/s", $at, [ 'lan', 'withdraw', { dossier => $brought, reason => 'rút' } ]);
ok($gone->{ok}, 'that one too');
my $early = ends(1, 'erase.kept', 'within the years of keeping', 'subject', 'erase', $subject,
	'--ground', 'order', '--as', 'qt', '--clock', '2028-03-02T23:59:59', '--db', "$dir/s");
like($early->{message}{en}, qr{03/03/2028}, 'which says from when on');
ends(1, 'right.admin', 'by somebody without the post', 'subject', 'erase', $subject, '--ground',
	'order', '--as', 'lan', '--clock', $late, '--db', "$dir/s");
ends(1, 'erase.ground', 'on no ground', 'subject', 'erase', $subject, '--ground', 'wish', '--as',
	'qt', '--clock', $late, '--db', "$dir/s");
ends(1, 'erase.subject', 'nobody', erase('s0000000000001'));
is((run('verify', '--db', "$dir/s"))[0], 0, 'a refusal changes nothing');

# --- erased ---

is((run('backup', "$dir/b", '--db', "$dir/s"))[0], 0, 'a backup from before');
is((run('backup', "$dir/old", '--db', "$dir/s"))[0], 0, 'another one');
my $keys_before = slurp("$dir/s/keys.db");
ends(0, '', 'erased after them', erase($subject));
my $all = bytes_of("$dir/s");
for my $what (values %person) {
	ok(index($all, $what) < 0, 'no byte of the store has it');
}
my $keys_after = slurp("$dir/s/keys.db");
isnt($keys_after, $keys_before, 'the keys are others');
# Pieces of 16 bytes as keys have them: those of one key, 72 bytes long, are nowhere.
my $lost = grep {
	my $piece = substr $keys_before, $_, 16;
	my %byte = map { $_ => 1 } split //, $piece;
	keys %byte > 10 && index($all, $piece) < 0;
} 0 .. length($keys_before) - 16;
cmp_ok($lost, '>=', 40, 'the bytes of the key are nowhere');
cmp_ok($lost, '<', 120, 'those of others are');
is(-s "$dir/s/keys.db-wal" // 0, 0, 'nothing stays in the log');
my ($status, $sound) = run('verify', '--db', "$dir/s");
is($status, 0, 'verify holds');
(undef, $shown) = run('dossier', 'show', $own, '--db', "$dir/s");
like($shown->{owner_erased}, qr/^2028-06-01/, 'the dossier says so');
like(scalar `$dunghen dossier show $own --db $dir/s`, qr{xóa theo luật ngày 01/06/2028},
	'on the screen too');
ends(1, 'vault.erased', 'their paper', 'attach', $own, '--get', 1, '--as', 'lan', '--clock', $late, '--db',
	"$dir/s");
is((run('doctor', '--db', "$dir/s"))[0], 0, 'and the doctor finds nothing missing');
(undef, $kept) = run('dossier', 'show', $others, '--db', "$dir/s");
is($kept->{owner_erased}, undef, 'the other person is still there');
ends(1, 'erase.again', 'a second time', erase($subject));
like(slurp("$dir/s/erased.log"), qr/^$subject order \d+\n\z/, 'the register has one line');
my ($late_text) = act("$dir/s", $late, [ 'lan', 'reopen', { dossier => $own, fault => 'office',
	reason => 'sai' } ]);
ok(!$late_text->{ok}, 'no new text under a new key');
my ($anew) = act("$dir/s", $late, receive(\%person));
ok($anew->{ok}, 'who comes again is somebody new') or diag explain $anew;
(undef, $shown) = run('dossier', 'show', $anew->{code}, '--db', "$dir/s");
isnt($shown->{owner}, $subject, 'under another id');
is((run('verify', '--db', "$dir/s"))[0], 0, 'verify holds still');

# --- a stop between the entry and the key ---

my $good = slurp("$dir/s/keys.db");
spew("$dir/keys", slurp("$dir/b.keys/1/keys.db"));
unlink "$dir/s/keys.db-wal", "$dir/s/keys.db-shm";
spew("$dir/s/erased.log", substr($subject, 0, 9));
spew("$dir/s/keys.db", slurp("$dir/keys"));
my $wrong = (run('rebuild', '--db', "$dir/s"))[0];
is($wrong, 0, 'the next writer finishes it');
like(slurp("$dir/s/erased.log"), qr/^$subject order \d+\n\z/, 'a line cut short is whole again');
isnt(slurp("$dir/s/keys.db"), slurp("$dir/keys"), 'the key is gone again');

# --- a key lost without an entry is no erasure ---

# Those keys were from before the last person came.
ends(1, 'verify.key_lost', 'verify tells a lost key', 'verify', '--db', "$dir/s");
spew("$dir/s/keys.db", $good);
is((run('verify', '--db', "$dir/s"))[0], 0, 'and is content with the right ones');

# --- no backup brings anybody back ---

my $back = ends(0, '', 'the backup from before', 'restore', "$dir/b", '--db', "$dir/n", '--erased',
	"$dir/s/erased.log");
is($back->{erased}, 1, 'erases again');
$all = bytes_of("$dir/n");
ok(index($all, $_) < 0, 'no byte of it') for values %person;
is((run('verify', '--db', "$dir/n"))[0], 0, 'verify holds there');
(undef, $shown) = run('dossier', 'show', $own, '--db', "$dir/n");
ok($shown->{owner_erased}, 'the dossier says so there');
is((run('backup', "$dir/b", '--db', "$dir/s"))[0], 0, 'the next backup');
like(slurp("$dir/b.keys/erased.log"), qr/^$subject /, 'puts the register beside the keys');
# The keys of a later backup with a store of before: that person's key is missing.
is((run('backup', "$dir/x", '--db', "$dir/s", '--keys', "$dir/b2.keys"))[0], 0, 'younger keys');
is((run('restore', "$dir/old", '--db', "$dir/y", '--keys', "$dir/b2.keys"))[0], 0,
	'an older store with them');
is((run('verify', '--db', "$dir/y"))[0], 0, 'is whole');
ends(1, 'erase.no_register', 'a register that is not there', 'restore', "$dir/b", '--db', "$dir/m",
	'--erased', "$dir/typo");
spew("$dir/bad", "s1 nonsense\n");
ends(3, 'erase.register', 'a register that cannot be read', 'restore', "$dir/b", '--db', "$dir/m",
	'--erased', "$dir/bad");
ok(!-e "$dir/m", 'makes nothing');
done_testing();
