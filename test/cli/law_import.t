#!/usr/bin/perl
# New law for an old store: rules 1 and 11, architecture rule 3.
use strict;
use warnings;
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

my $dunghen = $ENV{DUNGHEN} or die "DUNGHEN is not set\n";
my $dir     = tempdir(CLEANUP => 1);
my $at      = '2026-03-02T08:00:00+07:00';

sub slurp { my ($f) = @_; open my $h, '<', $f or die "$f: $!"; local $/; return <$h> }
sub spew  { my ($f, $t) = @_; open my $h, '>', $f or die "$f: $!"; print $h $t; close $h }

sub run {
	my @words = @_;
	my $out = `$dunghen @words --db $dir/s 2>$dir/err`;
	return ($? >> 8, $out, slurp("$dir/err"));
}

sub act {
	my @lines = map {
		my ($as, $do, $args) = @$_;
		state_line($as, $do, $args)
	} @_;
	spew("$dir/in", join '', map { "$_\n" } @lines);
	return map { decode_json($_) } split /\n/, `$dunghen act --db $dir/s < $dir/in`;
}

my $key = 0;
sub state_line {
	my ($as, $do, $args) = @_;
	return encode_json({ key => 'k' . ++$key, as => $as, do => $do, at => $at, args => $args });
}

is(system("$dunghen init --db $dir/s --mode test --seed 1 --clock $at --admin qt >/dev/null"), 0,
	'a store');
my @answers = act(
	[ 'qt', 'add_person', { key => 'lan' } ],
	[ 'qt', 'assign', { person => 'lan', unit => '25195.mc', post => 'clerk' } ],
	[ 'lan', 'receive_new', { procedure => '1.001612', channel => 'counter',
		receiving => '25195.mc', owner => { name => 'Nguyen Van Thu' } } ],
);
is(scalar(grep { $_->{ok} } @answers), 3, 'a dossier is received on the first calendar');
my $code = $answers[2]{code};

# A notice comes late: 4 March is swapped off for 7 March.
system("cp -r law $dir/law") == 0 or die;
my ($header, @rows) = split /\n/, slurp('law/calendar/holidays.csv');
push @rows, '2026-03-04,Nghỉ thử,swap_off,test', '2026-03-07,Làm bù thử,swap_work,test';
spew("$dir/law/calendar/late.csv", join('', map { "$_\n" } $header, sort @rows));
my $list = decode_json(slurp("$dir/law/calendars.json"));
push @{ $list->{calendars} }, { id => 'late', from => '2026-03-02', file => 'calendar/late.csv',
	mark => 'I', source => 'test' };
spew("$dir/law/calendars.json", encode_json($list));

my ($status, $out, $err) = run('law', 'import', "$dir/law", '--dry-run', '--json');
is($status, 0, 'a dry run') or diag $err;
is_deeply(decode_json($out)->{files}, [ 'calendar/late.csv', 'calendars.json' ],
	'names the two files that differ');
($status, $out) = run('law', 'calendar', 'apply', '--json');
is($out, '', 'and has written nothing: no dossier to move');
($status, $out, $err) = run('law', 'import', "$dir/law");
is($status, 0, 'the import') or diag $err;
($status, $out) = run('law', 'import', "$dir/law", '--json');
is_deeply(decode_json($out)->{files}, [], 'is whole: a second one finds nothing');

($status, $out, $err) = run('law', 'calendar', 'apply', '--dry-run', '--json');
is($status, 0, 'a dry run of the new calendar') or diag $err;
my $would = decode_json($out);
is($would->{code}, $code, 'lists the open dossier');
is($would->{due}, '2026-03-05T17:00:00+07:00', 'its promise');
is($would->{new_due}, $would->{due}, 'is not moved later: the earlier of both stands (rule 11)');
($status, $out) = run('law', 'calendar', 'apply', '--json');
is(decode_json($out)->{code}, $code, 'applied');
($status, $out) = run('law', 'calendar', 'apply', '--json');
is($out, '', 'once: it can be run again');
($status, $out, $err) = run('verify');
is($status, 0, 'the store verifies') or diag $out, $err;

# What is frozen may not be edited.
my $file = "$dir/law/procedures/1.001612.json";
my $text = slurp($file);
(my $changed = $text) =~ s/"limit": "3d"/"limit": "4d"/;
isnt($changed, $text, 'a limit is edited in place');
spew($file, $changed);
($status, $out, $err) = run('law', 'import', "$dir/law", '--lang', 'en');
is($status, 1, 'and refused');
like($err, qr/1\.001612\.json/, 'naming the file');
spew($file, $text);
spew("$dir/law/calendar/holidays.csv", slurp("$dir/law/calendar/late.csv"));
($status, $out, $err) = run('law', 'import', "$dir/law", '--lang', 'en');
is($status, 1, 'a table of holidays is not edited either');
like($err, qr/calendar\/holidays\.csv/, 'it is named');
done_testing();
