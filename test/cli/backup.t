#!/usr/bin/perl
# `dunghen backup` while another process writes, `dunghen restore` from it: what
# comes back is a store as it was at one moment, verified, in a new epoch; what is
# damaged is refused before anything is replaced.
use strict;
use warnings;
use File::Path qw(make_path remove_tree);
use File::Temp qw(tempdir);
use IPC::Open2;
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);
my $at      = '2026-03-02T08:00:00+07:00';
my $name    = 'Trần Thị Thử Nghiệm';
my $key     = 0;

sub slurp { my ($f) = @_; open my $h, '<:raw', $f or die "$f: $!"; local $/; return <$h> }
sub spew  { my ($f, $t) = @_; open my $h, '>:raw', $f or die "$f: $!"; print $h $t; close $h }

sub run {
	my $out = `$dunghen @_ --json 2>$dir/err`;
	return ($? >> 8, map { decode_json($_) } split /\n/, $out);
}

sub ends {
	my ($status, $code, $label, @words) = @_;
	my ($got, $answer) = run(@words);
	is($got, $status, "$label: status");
	is($answer->{code} // '', $code, "$label: code");
	return $answer;
}

sub line {
	my ($as, $do, $args) = @_;
	return encode_json({ key => 'k' . ++$key, as => $as, do => $do, at => $at, args => $args }) . "\n";
}

sub receive {
	return line('lan', 'receive_new', { procedure => '1.001612', channel => 'counter',
		receiving => '25195.mc', owner => { name => $name } });
}

is(system("$dunghen init --db $dir/s --mode test --seed 1 --clock $at --admin qt >/dev/null"), 0,
	'a store');

# --- while another process writes ---

my $writer = open2(my $answers, my $commands, $dunghen, 'act', '--db', "$dir/s");
my $told = sub {
	print $commands @_;
	$commands->flush;
	return decode_json(scalar <$answers>);
};
ok($told->(line('qt', 'add_person', { key => 'lan' }))->{ok}, 'a clerk');
ok($told->(line('qt', 'assign', { person => 'lan', unit => '25195.mc', post => 'clerk' }))->{ok},
	'at her post');
my $early = $told->(receive());
ok($early->{ok}, 'a dossier before');
my $done = ends(0, '', 'a backup beside the writer', 'backup', "$dir/b", '--db', "$dir/s");
my $late = $told->(receive());
ok($late->{ok}, 'the writer goes on');
is($done->{entries}, $early->{seq}[1] + 1, 'the backup holds what was acknowledged before it');
is($done->{keys}, "$dir/b.keys", 'the keys go to a folder of their own');
ok(!glob("$dir/b/*/*.key") && !glob("$dir/b/*/keys.db"), 'no key lies in the backup');
is(system("cd $dir/b && sha256sum --quiet -c MANIFEST"), 0, 'sha256sum reads the manifest');
is(system("cd $dir/b.keys && sha256sum --quiet -c MANIFEST"), 0, 'and that of the keys');

# --- the next one copies only what is new ---

spew("$dir/new.pdf", 'a result');
close $commands;
waitpid $writer, 0;
is((run('file', "$dir/new.pdf", '--db', "$dir/s"))[0], 0, 'a new file');
make_path("$dir/b/2", "$dir/b/files");
spew("$dir/b/2/store.db", 'cut short');
spew("$dir/b/MANIFEST.new", 'cut short');
my $again = ends(0, '', 'another backup, after one that was cut short', 'backup', "$dir/b",
	'--db', "$dir/s");
is($again->{copied}, 1, 'one file is new');
is($again->{files}, $done->{files} + 1, 'the others are kept');
is_deeply([ map { m{/(\d+)$} ? $1 : () } glob "$dir/b/*" ], [2], 'the backup before is gone');
is(system("cd $dir/b && sha256sum --quiet -c MANIFEST"), 0, 'all of it is whole');

# --- restoring ---

my $back = ends(0, '', 'restored', 'restore', "$dir/b", '--db', "$dir/n");
is($back->{epoch}, 2, 'in a new epoch');
is($back->{entries}, $late->{seq}[1] + 1, 'with all entries');
my $sound = ends(0, '', 'verify', 'verify', '--db', "$dir/n");
is($sound->{entries}, $again->{entries} + 1, 'one entry more: the epoch');
is((run('dossier', 'show', $late->{code}, '--db', "$dir/n"))[0], 0, 'the dossier is there');
is((run('doctor', '--db', "$dir/n"))[0], 0, 'the doctor finds nothing');
spew("$dir/in", receive());
my ($more) = map { decode_json($_) } `$dunghen act --db $dir/n < $dir/in`;
ok($more->{ok}, 'work goes on');
isnt($more->{code}, $late->{code}, 'with the next number');

ends(1, 'restore.exists', 'a store that is there stays', 'restore', "$dir/b", '--db', "$dir/n");
my $replaced = ends(0, '', 'unless forced', 'restore', "$dir/b", '--db', "$dir/n", '--force');
is($replaced->{aside}, "$dir/n.before-1", 'the old one is put aside');
is($replaced->{epoch}, 3, 'an epoch is never opened twice');
cmp_ok($replaced->{lost}, '>', 1, 'what the backup lacks is said');
is((run('verify', '--db', "$dir/n.before-1"))[0], 0, 'the old one is whole');
my $opened = slurp("$dir/n/store.db");
like($opened, qr/"known_size":\d+,"previous_root":"$again->{root}","previous_size":$again->{entries}/,
	'the entry names both heads');

# --- refusals: nothing is replaced ---

my @parts = (glob("$dir/b/2/store.db"), (glob "$dir/b/files/*/*")[3], "$dir/b/MANIFEST",
	(glob "$dir/b.keys/*/keys.db"), (glob "$dir/b.keys/*/master.key"));
for my $part (@parts) {
	my $bytes = slurp($part);
	my $changed = $bytes;
	substr($changed, length($bytes) / 2, 1) ^= "\x01";
	spew($part, $changed);
	my ($status, $answer) = run('restore', "$dir/b", '--db', "$dir/n", '--force');
	ok($status != 0 && $answer->{code} =~ /^backup\.(damaged|manifest)$/, "a changed bit in $part");
	spew($part, $bytes);
}
my $manifest = slurp("$dir/b/MANIFEST");
spew("$dir/b/MANIFEST", substr($manifest, 0, length($manifest) - 8));
ends(3, 'backup.manifest', 'a cut manifest', 'restore', "$dir/b", '--db', "$dir/n", '--force');
(my $out = $manifest) =~ s{files/}{../x/};
spew("$dir/b/MANIFEST", $out);
ends(3, 'backup.manifest', 'a way out of the folder', 'restore', "$dir/b", '--db', "$dir/n", '--force');
($out = $manifest) =~ s{  2/store\.db}{  2/lock};
spew("$dir/b/MANIFEST", $out);
ends(3, 'backup.manifest', 'a part that is none', 'restore', "$dir/b", '--db', "$dir/n", '--force');
spew("$dir/b/MANIFEST", $manifest);
ok(!-e "$dir/n.restoring", 'nothing half done is left');
is((run('verify', '--db', "$dir/n"))[0], 0, 'the store that stands was never touched');

ends(1, 'backup.none', 'no backup there', 'restore', "$dir/none", '--db', "$dir/m");
ends(1, 'backup.same', 'keys within the backup', 'backup', "$dir/b", '--db', "$dir/s", '--keys', "$dir/b/keys");
ends(1, 'backup.same', 'a backup within the store', 'backup', "$dir/s/b", '--db', "$dir/s");
ok(!-e "$dir/s/b", 'which leaves no folder there');
is(system("$dunghen init --db $dir/o --mode test --seed 2 --clock $at --admin qt >/dev/null"), 0,
	'another store');
ends(1, 'backup.other', 'its backup into the same folder', 'backup', "$dir/b", '--db', "$dir/o");
is((run('backup', "$dir/ob", '--db', "$dir/o"))[0], 0, 'into one of its own');
ends(1, 'backup.other_keys', 'keys of another store', 'restore', "$dir/b", '--db', "$dir/m",
	'--keys', "$dir/ob.keys");
done_testing();
