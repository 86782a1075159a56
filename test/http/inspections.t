#!/usr/bin/perl
# Inspections by their page: who is sent, what they see and for how long, and what others do not.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Office;
use Test::More;

sub has { my ($r, $what, $name) = @_; return ok($r->{body} =~ $what, $name) || diag("lacks $what") }
sub hasnt { my ($r, $what, $name) = @_; return ok($r->{body} !~ $what, $name) || diag("has $what") }

my $o = Office->new(clock => '2026-03-02T07:30', people => {
	lan => 'clerk 25195.mc', mai => 'head 25195.mc', an => 'officer ttt.nv1', binh => 'officer ttt.nv1', chu => 'head 25195' });
my ($d) = $o->act([ lan => receive_new => { procedure => '1.001776', channel => 'counter', receiving => '25195.mc',
	owner => { name => 'Tran Thi Mau' } } ]);
my $code = $d->{code};
$o->serve(clock => '2026-03-02T08:00');
$o->enter($_) for qw(qt lan an binh chu);

my $page = $o->get(an => '/inspections');
has($page, qr{Chưa có cuộc thanh tra}, 'an empty list says so');
hasnt($page, qr{name="inspectors"}, 'the administrator alone opens one');
is($o->get(an => "/dossiers/$code")->{status}, 403, 'nobody of the inspectorate reads by their post');
is($o->get(an => '/board?unit=25195')->{status}, 403, 'nor looks at a board');
is($o->get(an => '/board')->{status}, 403, 'nor has one');
is($o->post(an => '/inspections/open', unit => '25195', decision => '01/QD', until => '2026-03-10T17:00', inspectors => 'an')->{status},
	403, 'nor sends themselves');
my $r = $o->post(qt => '/inspections/open', unit => '25195', decision => '01/QD', until => '2026-03-10T17:00', inspectors => 'an; ghost');
is($r->{status}, 422, 'somebody who is not there');
has($r, qr{ghost}, 'is named');
is($o->post(qt => '/inspections/open', unit => '25195', decision => '01/QD', until => '2026-03-10T17:00', inspectors => 'an')->{status},
	303, 'sent by decision');
$page = $o->get(an => '/inspections');
has($page, qr{<b>01/QD</b>}, 'they find it');
has($page, qr{href="/board\?unit=25195"}, 'with the way to the unit');
hasnt($page, qr{/inspections/conclude}, 'and no way to conclude it');
hasnt($o->get(binh => '/inspections'), qr{01/QD}, 'others do not');
is($o->get(an => "/dossiers/$code")->{status}, 200, 'the dossier is read');
is($o->get(an => '/board?unit=25195')->{status}, 200, 'and the board of that unit');
is($o->get(an => '/board?unit=25210')->{status}, 403, 'of no other one');
is($o->get(an => '/board/bottlenecks?view=beside&unit=25195')->{status}, 200, 'also two of its periods side by side');
is($o->get(an => "/board/bottlenecks?view=beside&unit=25195&unit2=$_->[0]")->{status}, $_->[1], "not beside what they do not inspect: $_->[0]")
	for [ 25195, 200 ], [ 25210, 403 ], [ 'nowhere', 403 ];
is($o->get(binh => "/dossiers/$code")->{status}, 403, 'by who is sent alone');
is($o->get(chu => '/board')->{status}, 200, 'who leads has theirs');
hasnt($o->get(an => "/dossiers/$code"), qr{action="/dossiers/[^"]*/do/}, 'nothing can be done by it');
# --- as it was at any moment ---
$page = $o->get(an => "/dossiers/$code/then?at=2026-03-02T07:45");
is($page->{status}, 200, 'they see it as it was');
has($page, qr{Như lúc 07:45 thứ Hai 02/03/2026}, 'and when that was');
has($page, qr{đang giải quyết}, 'in words');
is($o->get(an => "/dossiers/$code/then?at=2026-03-02T07:15")->{status}, 404, 'not before it was');
is($o->get(an => "/dossiers/$code/then?at=soon")->{status}, 422, 'a moment must be one');
is($o->get(binh => "/dossiers/$code/then")->{status}, 403, 'others see nothing');
is($o->post(qt => '/inspections/conclude', unit => '25195', decision => '01/QD')->{status}, 303, 'concluded');
is($o->get(an => "/dossiers/$code")->{status}, 403, 'and over');
has($o->get(qt => '/inspections'), qr{đã kết thúc}, 'the list says so');
done_testing();
