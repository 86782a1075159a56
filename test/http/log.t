#!/usr/bin/perl
# The published log: what is served below /log/ is, byte for byte, what `ledger export`
# writes, and nothing else is there.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use File::Find;
use File::Temp qw(tempdir);
use Served;
use Test::More;

my $dunghen = $ENV{DUNGHEN};
my $dir     = tempdir(CLEANUP => 1);
my $db      = "$dir/s";

is(system("$dunghen init --db $db --mode test --seed 1 --clock 2026-03-02T08:00 --admin qt >/dev/null"), 0, 'a store');
open my $act, '|-', "$dunghen act --db $db >/dev/null" or die;
print {$act} qq({"key":"p$_","as":"qt","do":"add_person","at":"2026-03-02T08:00","args":{"key":"p$_","name":"Demo $_"}}\n)
	for 1 .. 300;
ok(close $act, 'three hundred entries more');
is(system("$dunghen ledger export $dir/out --db $db >/dev/null"), 0, 'exported');
my %file;
find({ no_chdir => 1, wanted => sub {
	return if !-f;
	open my $f, '<:raw', $_ or die;
	local $/ = undef;
	$file{ substr $_, length "$dir/out/" } = <$f>;
} }, "$dir/out");
cmp_ok(scalar keys %file, '>=', 6, 'full and partial tiles, bundles, a checkpoint');

my $s = Served->start(db => $db);
for my $name (sort keys %file) {
	my $r = $s->get("/log/$name");
	is($r->{status}, 200, $name);
	ok($r->{body} eq $file{$name}, '… the same bytes');
	is($r->{header}{'access-control-allow-origin'}, '*', '… for pages of others too');
	like($r->{header}{'cache-control'}, $name eq 'checkpoint' ? qr/no-cache/ : qr/immutable/, '… kept as long as it is true');
	ok(!$r->{header}{'set-cookie'}, '… and no cookie');
}
my ($size) = $file{checkpoint} =~ /\A[^\n]*\n(\d+)\n/;
cmp_ok($size, '>', 256, "$size entries");

my $key = $s->get('/log/key');
is($key->{status}, 200, 'the key of the log');
chomp(my $vkey = $key->{body});
is(system($dunghen, 'ledger', 'verify', '--db', $db, '--key', $vkey, '--json'), 0, 'by which it verifies')
	if $vkey =~ /\A[\w.\/-]+\+[0-9a-f]{8}\+\S+\z/ or fail("no key: $vkey");

my $full = int($size / 256);
for my $path ("tile/0/" . sprintf('%03d', $full), sprintf('tile/0/%03d.p/%d', $full, $size % 256 + 1), 'tile/7/000',
	'tile/8/000', 'tile/0/0', 'tile/0/000.p/256', 'tile/entries/x999/999', 'tile/', 'tile',
	'entries/000', 'tile/0/x999/x999/x999/x999/x999/999', '') {
	is($s->get("/log/$path")->{status}, 404, "no /log/$path");
}
is($s->get('/log/tile/0/%2e%2e/000')->{status}, 400, 'no way up');
is($s->raw("POST /log/checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")->{status}, 405, 'only read');
is($s->stop, 0, 'stopped');
is(system("$dunghen verify --db $db >/dev/null"), 0, 'and sound');
done_testing;
