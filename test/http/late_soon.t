#!/usr/bin/perl
# What is likely to be late within three working days: a head's page, the leaders' board, files, and
# the same for programs; the likeliest first, and no citizen is shown a number.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Office;
use Api;
use Test::More;

# A page is too long to be shown when it is not as it should be.
sub has { my ($r, $what, $name) = @_; return ok($r->{body} =~ $what, $name) || diag("lacks $what") }
sub hasnt { my ($r, $what, $name) = @_; return ok($r->{body} !~ $what, $name) || diag("has $what") }

my $o = Office->new(clock => '2026-03-02T08:00', people => {
	lan => 'clerk 25195.mc', minh => 'head 25195.kt', tuan => 'officer 25195.kt', chu => 'head 25195', sang => 'head so-ct',
	ty => 'head dn',
});
my @d = map { $_->{code} } $o->act(map { [ lan => receive_new => { procedure => '1.001612', channel => 'counter', receiving => '25195.mc',
	owner => { name => 'Tạ Thị Thử', id_number => '075190001234' } } ] } 1 .. 3);
my ($far) = map { $_->{code} } $o->act([ lan => receive_new => { procedure => '1.013225', channel => 'counter', receiving => '25195.mc',
	owner => { name => 'Tạ Thị Thử' } } ]);
# Promised for Thursday 17:00. One lies at the first room, one is to be signed, one is still at the counter.
$o->act(map { ([ lan => hand_over => { dossier => $_, outcome => 'forward' } ], [ tuan => take => { dossier => $_ } ]) } @d[ 0, 1 ]);
$o->act([ tuan => hand_over => { dossier => $d[1], outcome => 'forward' } ], [ minh => take => { dossier => $d[1] } ],
	[ minh => finish => { dossier => $d[1] } ]);
my $api = Api->new(office => $o, tokens => { minh => 'minh dossiers.read', chu => 'chu dossiers.read', lan => 'lan dossiers.read' });
$o->serve(clock => '2026-03-05T14:00');
$o->enter($_) for qw(minh chu sang tuan ty);

my $page = $o->get(chu => '/unit/late-soon');
is($page->{status}, 200, 'the page of a head');
my @order = $page->{body} =~ /class="code" href="[^"]*">([^<]+)</g;
is(scalar @order, 3, 'the three promised for today, not the one that has weeks');
is($order[2], $d[1], 'what only waits for a signature is the least likely to be late');
my @chance = $page->{body} =~ /(\d+) %<svg/g;
is_deeply(\@chance, [ sort { $b <=> $a } @chance ], 'the likeliest first');
cmp_ok($chance[0], '>', $chance[2], 'by how much is left to be done');
has($page, qr{<rect class="is"[^>]*width="\d}, 'and shown as a bar');
hasnt($o->get(minh => '/unit/late-soon'), qr{\Q$d[2]\E}, 'a room sees its own');
has($o->get(minh => '/unit/late-soon'), qr{/dossiers/\Q$d[0]\E\?in=%2Funit%2Flate-soon}, 'which leads there and back');
is($o->get(tuan => '/unit/late-soon')->{status}, 403, 'officers do not');

my $csv = $o->get(chu => '/unit/late-soon.csv');
is($csv->{header}{'content-disposition'}, 'attachment; filename="dunghen-late-soon.csv"', 'as a file');
my @lines = split /\r?\n/, $csv->{body};
is(scalar @lines, 4, 'a head and three lines');
like($lines[1], qr/^"\Q$order[0]\E".*"?$chance[0]"?$/, 'in the same order, with the chance last');
like($o->get(chu => '/unit/late-soon.xlsx')->{body}, qr/^PK/, 'and as a workbook');

has($o->get(ty => '/board/late-soon?unit=25195'), qr{\Q$d[0]\E}, 'who leads the province sees an agency');
has($o->get(ty => '/board'), qr{href="/board/late-soon"}, 'the board leads there');
is($o->get(sang => '/board/late-soon?unit=25195')->{status}, 403, 'nobody else does');
has($o->get(sang => '/board/late-soon'), qr{Không có hồ sơ nào}, 'an empty one says so');
is(scalar(split /\r?\n/, $o->get(ty => '/board/late-soon.csv?unit=25195')->{body}), 4, 'its file');

my $r = $api->get('chu', '/api/v1/late-soon');
is_deeply([ map { "$_->{code} $_->{chance}" } @{ $r->{json}{dossiers} } ], [ map { "$order[$_] $chance[$_]" } 0 .. 2 ], 'the same for programs');
Api::refused($api->get('lan', '/api/v1/late-soon'), 403, 'api.seat', 'of a seat that leads');
done_testing();
