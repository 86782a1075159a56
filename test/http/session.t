#!/usr/bin/perl
# One's own account and a shared desk: sessions listed and revocable, the seat, the PIN,
# and two people at one browser.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Browser;
use Office;
use Test::More;

my $office = Office->new(
	clock  => '2026-03-02T08:00',
	people => { lan => 'clerk 25195.mc, officer 25195.vhxh', bich => 'clerk 25195.mc', hoa => 'head 25195.mc' });
$office->act([ hoa => delegate => { person => 'hoa', to => 'lan', unit => '25195.mc', post => 'head', until => '2028-12-31T17:00' } ]);
my $s = $office->serve;

my ($desk, $home) = (Browser->new($office), Browser->new($office));
$desk->post('/demo/sign-in', person => 'lan');
$home->post('/demo/sign-in', person => 'lan');
my $own = $desk->get('/own');
is($own->{status}, 200, 'my account');
is(() = $own->{body} =~ /name="no" value="/g, 2, 'lists both sessions');
like($own->{body}, qr/<b>phiên này<\/b>/, 'and says which is this one');
like($desk->get('/work')->{body}, qr{href="/own"}, 'the menu leads to it');

# --- the seat ---
my ($officer) = $own->{body} =~ /name="seat" value="([^"]+:officer:0)"/;
my ($behalf) = $own->{body} =~ /name="seat" value="([^"]+:head:[1-9]\d*)"/;
ok($officer && $behalf, 'own posts and delegated ones');
like($own->{body}, qr/theo ủy quyền của/, 'said to be delegated');
is($desk->get('/unit')->{status}, 403, 'a clerk leads no unit');
is($desk->post('/own/seat', seat => $behalf)->{header}{location}, '/own?done=seat', 'the seat is chosen');
is($desk->get('/unit')->{status}, 200, 'from the delegated seat there is one');
is($desk->post('/own/seat', seat => '1:head:0')->{status}, 409, 'a seat nobody gave');
is($desk->post('/own/seat', seat => $officer)->{status}, 303, 'another own post');
is($desk->get('/counter/ready')->{status}, 403, 'is not at the counter');

# --- closing ---
my ($other) = grep { $_ } map { /name="no" value="(\d+)"/ && !/phiên này/ ? $1 : undef } split /<tr>/, $own->{body};
my $bich = Browser->new($office);
$bich->post('/demo/sign-in', person => 'bich');
is($bich->post('/own/close', no => $other)->{status}, 409, "nobody closes another's");
is($home->get('/work')->{status}, 200, 'it is open');
is($desk->post('/own/close', no => $other)->{header}{location}, '/own?done=closed', 'closed from afar');
is($home->get('/work')->{status}, 303, 'and gone');
$home->post('/demo/sign-in', person => 'lan');
is($desk->post('/own/close')->{status}, 303, 'all the others');
is($home->get('/work')->{status}, 303, 'are gone');
is($desk->get('/work')->{status}, 200, 'this one stays');

# --- a shared desk ---
like($desk->get('/switch')->{body}, qr{href="/own"[^>]*>Đặt mã PIN}, 'without a PIN there is no parking');
is($desk->post('/own/park')->{status}, 409, 'which is refused');
is($desk->post('/own/pin', pin => '123456')->{status}, 422, 'too easy a PIN');
is($desk->post('/own/pin', pin => '280461')->{header}{location}, '/own?done=pin', 'a PIN');
is($desk->post('/own/park')->{header}{location}, '/switch', 'parked');
ok(!$desk->{jar}{session} && $desk->{jar}{parked}, 'the token lies among the parked');
is($desk->get('/work')->{status}, 303, 'and opens nothing');
like($desk->get('/switch')->{body}, qr/name="who" value="\d+" checked> Lan/, 'who is parked here');
$desk->post('/demo/sign-in', person => 'bich');
like($desk->get('/work')->{body}, qr/<summary>Bich/, 'somebody else works');
my ($no) = $desk->get('/switch')->{body} =~ /name="who" value="(\d+)"/;
is($desk->post('/switch', who => $no, pin => '280461')->{status}, 409, 'who could not come back is not switched away');
$desk->post('/own/pin', pin => '902317');
my $wrong = $desk->post('/switch', who => $no, pin => '000001');
is($wrong->{status}, 403, 'a wrong PIN');
like($wrong->{body}, qr/còn thử được 2 lần/, 'with the tries that are left');
like($desk->get('/work')->{body}, qr/<summary>Bich/, 'nothing has changed');
is($desk->post('/switch', who => $no, pin => '280461')->{header}{location}, '/work', 'the right one');
like($desk->get('/work')->{body}, qr/<summary>Lan/, 'lan goes on');
($no) = $desk->get('/switch')->{body} =~ /name="who" value="(\d+)"[^>]*> Bich/;
ok($no, 'and bich is parked');
my @tries = map { $desk->post('/switch', who => $no, pin => '000001')->{status} } 1 .. 3;
is_deeply(\@tries, [ 403, 403, 403 ], 'three wrong ones');
unlike($desk->get('/switch')->{body}, qr/Bich/, 'end the session');
is($desk->post('/switch', who => $no, pin => '902317')->{status}, 409, 'for good');
is($s->post('/switch', "who=$no&pin=902317", 'Sec-Fetch-Site' => 'cross-site')->{status}, 403, 'no form from elsewhere');
is($s->stop, 0, 'it stops');
done_testing();
