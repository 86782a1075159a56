#!/usr/bin/perl
# The demonstration: the same arguments give the same ledger, the law turns
# nothing down, and only its own earlier store is ever removed.
use strict;
use warnings;
use utf8;
use Test::More;
use File::Temp qw(tempdir);
use JSON::PP;

binmode $_, ':encoding(UTF-8)' for Test::More->builder->output,
	Test::More->builder->failure_output;

my $program = $ENV{DUNGHEN} // 'build/dunghen';
my $dir = tempdir(CLEANUP => 1);

sub run {
	my @command = @_;
	my $out = qx(@command 2>$dir/stderr);
	my $status = $? >> 8;
	open my $f, '<', "$dir/stderr" or die;
	local $/;
	return ($status, $out, scalar <$f>);
}

sub demo {
	my ($db, $more) = @_;
	return run("$program demo --no-serve --db $dir/$db --dossiers 40 --months 1 $more");
}

my ($status, $out, $err) = demo('a', '--seed 7 --json');
is($status, 0, 'it runs') or diag $err;
my $first = eval { decode_json($out) } // {};
is($first->{refused}, 0, 'the law turns nothing down');
is($first->{dossiers}, 40, 'as many dossiers as asked for');
ok($first->{persons} >= 1500, 'the units are staffed');
is($first->{to}, '2026-10-31T00:00:00+07:00', 'it ends where it is told by default');

($status, $out) = demo('b', '--seed 7 --json');
is(decode_json($out)->{root}, $first->{root}, 'the same arguments, the same ledger');
($status, $out) = demo('c', '--seed 8 --json');
isnt(decode_json($out)->{root}, $first->{root}, 'another seed, another ledger');

# Of what was handed on in the last days there are papers to look at, sealed and named.
my $list = decode_json((run("$program dossier list --db $dir/a --limit 100 --json"))[1]);
my %as;
for my $code (map { $_->{code} } @{ $list->{dossiers} }) {
	my $lines = (run("$program dossier timeline $code --db $dir/a --json"))[1];
	$as{$1}++ while $lines =~ /"type":"\w+","what":"(\w+)"/g;
}
ok($as{paper}, 'papers were scanned') or diag explain \%as;
ok($as{draft}, 'and drafts put in');
is(() = glob("$dir/a/files/in/*"), 0, 'nothing of them is left half done');

($status, $out, $err) = run("$program verify --db $dir/a");
is($status, 0, 'verify finds nothing wrong') or diag $out, $err;

($status, $out, $err) = demo('a', '');
is($status, 1, 'an earlier one is not overwritten unasked');
like($err, qr/--force/, '… and it says how');
($status, $out) = demo('a', '--seed 8 --force');
is($status, 0, '… but with --force');
like($out, qr/\d\d,\d\d %/, 'the province is printed');
unlike($out, qr/\e\[/, '… without colour when it is no terminal');

mkdir "$dir/other" or die;
open my $f, '>', "$dir/other/mine" or die;
close $f;
($status) = demo('other', '--force');
is($status, 1, 'what is no demonstration is left alone');
ok(-e "$dir/other/mine", '… even with --force');
open $f, '>', "$dir/a/mine" or die;
close $f;
($status, $out, $err) = demo('a', '--force');
is($status, 3, 'a strange file among its own stops it');
ok(-e "$dir/a/mine" && -e "$dir/a/store.db", '… before anything is removed');

($status, $out, $err) = demo('d', '--until 2025-06-30');
is($status, 1, 'nothing is simulated before 2025-07-01');
ok(!-e "$dir/d/store.db", '… and no store is left');
($status) = demo('d', '--dossiers 5x');
is($status, 2, 'a number must be one');

done_testing;
