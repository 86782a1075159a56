#!/usr/bin/perl
# `dunghen demo` as it is served: the clock on every page, the jump to the next working
# morning, its people by role; an earlier one goes on; no other store has any of it.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use File::Temp qw(tempdir);
use JSON::PP;
use Served;
use Test::More;

my $dir = tempdir(CLEANUP => 1);

# Friday the 27th, then the weekend.
my @make = (dossiers => 60, months => 1, until => '2026-11-28');
my $s = Served->start(command => 'demo', db => "$dir/d", speed => 0, @make);
my $home = $s->get('/');
like($home->{body}, qr/07:30 thứ Sáu 27\/11\/2026/, 'it begins on the morning of its last working day');
like($home->{body}, qr{action="/demo/jump"}, 'with a way to the next one');
my $people = $s->get('/demo/people');
my @roles = $people->{body} =~ /data-name="Vai"/g;
is(scalar @roles, 8, 'its people by role');
my ($person) = $people->{body} =~ /name="person" value="(cb\d+)"/;
my ($cookie) = $s->post('/demo/sign-in', "person=$person")->{header}{'set-cookie'} =~ /(session=[0-9a-f]+)/;
like($s->get('/work', Cookie => $cookie)->{body}, qr/07:30 thứ Sáu 27\/11\/2026/, 'the same clock inside');

is($s->get('/demo/jump')->{header}{location}, '/', 'without a jump there is nothing to wait for');
is($s->post('/demo/jump', 'back=%2Ftrack', 'Sec-Fetch-Site' => 'cross-site')->{status}, 403,
	'nobody elsewhere makes it jump');
my $r = $s->post('/demo/jump', 'back=%2Ftrack');
is($r->{status}, 303, 'a jump');
my ($waits, $page) = (0, $r->{header}{location});
while (($r = $s->get($page))->{status} == 200 && $waits++ < 100_000) {
	like($r->{body}, qr/<progress max="1000" value="\d+">/, 'it says how far it is') if $waits == 1;
	is($r->{header}{refresh}, 1, 'and goes on without JavaScript') if $waits == 1;
}
is($r->{header}{location}, '/track', 'and comes back to where one was');
like($s->get('/')->{body}, qr/07:30 thứ Hai 30\/11\/2026/, 'on the next working morning');
is($s->post('/demo/jump', 'back=%2F%2Fevil.example')->{header}{location}, '/demo/jump?back=%2F', 'never elsewhere');
is($s->stop, 0, 'it stops when told, also on the way');

$s = Served->start(command => 'demo', db => "$dir/d", speed => 0);
unlike($s->get('/')->{body}, qr/27\/11\/2026/, 'an earlier one goes on from where it was');
is($s->stop, 0, 'and stops');
like(qx($ENV{DUNGHEN} verify --json --db $dir/d), qr/"ok":true/, 'nothing is wrong with the ledger');

$s = Served->start;
unlike($s->get('/')->{body}, qr{/demo/}, 'another store has no such banner');
is($s->get('/demo/jump')->{status}, 404, 'nor jumps');
is($s->post('/demo/jump', 'back=%2F')->{status}, 404, '… by a form either');
is($s->get('/demo/people')->{status}, 404, 'nor people');
is($s->stop, 0, 'stopped');
my $out = qx($ENV{DUNGHEN} demo --db $s->{db} --listen 127.0.0.1:0 2>&1);
is($? >> 8, 1, 'and is never taken for a demonstration');

done_testing;
