#!/usr/bin/perl
# Rights by post, unit and date: each address of routes.def for somebody whose post ended
# yesterday and for whoever holds it; an absent head; a post given for two days, whole or
# for signing alone.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Office;
use Test::More;

my @days = map { "2026-03-0${_}T08:00" } 2 .. 6;
my $office = Office->new(
	clock  => $days[0],
	people => {
		lan => 'clerk 25195.mc', tuan => 'officer 25195.kt', hai => 'officer 25195.kt', minh => 'head 25195.kt', pho => 'deputy 25195.kt',
		chu => 'head 25195', van => 'records 25195.vp', giao => 'officer 25195.vhxh', han => 'officer 25195.vhxh',
		# Each had a post there and has another one elsewhere; ra had this one alone.
		cu => 'clerk 25195.mc, officer 25210.kt', mo => 'deputy 25195.kt, officer 25210.kt', vu => 'records 25195.vp, officer 25210.kt',
		ad => 'admin 25195, officer 25210.kt', ra => 'clerk 25195.mc',
	});

# One dossier of a household business, so many steps on.
my $number = 10;
sub dossier {
	my ($steps) = @_;
	my ($r) = $office->act([ lan => receive_new => { procedure => '1.001612', channel => 'counter', receiving => '25195.mc',
		owner => { name => 'Lê Thị Mẫu', id_number => '0751900012' . $number++ } } ]);
	my $d = { dossier => $r->{code} };
	my @steps = ([ lan => hand_over => { %$d, outcome => 'forward' } ], [ tuan => take => $d ],
		[ tuan => hand_over => { %$d, outcome => 'forward' } ], [ minh => finish => $d ], [ chu => take => $d ]);
	$office->act(@steps[ 0 .. $steps - 1 ]);
	return $r->{code};
}
my $at_work = dossier(2);
my @to_check = map { dossier(3) } 1 .. 2;
my @to_sign  = map { dossier(4) } 1 .. 4;
my $in_hand  = dossier(5);

# --- a post that ended yesterday ---
# While it lasts they sign in, and sit at it.
my $s = $office->serve(clock => $days[0]);
my %seat = (cu => 'clerk', mo => 'deputy', vu => 'records', ad => 'admin');
for my $who (sort keys %seat) {
	my ($seat) = $office->get($who, '/own')->{body} =~ /name="seat" value="(\d+:$seat{$who}:0)"/;
	is($office->post($who, '/own/seat', seat => $seat)->{status}, 303, "$who sits at the post");
}
is($office->get(ra => '/counter/new')->{status}, 200, 'ra works at the counter');
my $ra = $office->hidden_token('ra');
is($s->stop, 0, 'it stops');
my %unit = (cu => '25195.mc', mo => '25195.kt', vu => '25195.vp', ad => '25195', ra => '25195.mc');
$office->act(map { [ qt => end_assignment => { person => $_, unit => $unit{$_}, post => $seat{$_} // 'clerk' }, $days[1] ] } sort keys %unit);
$office->act([ qt => add_person => { key => 'neu', name => 'Neu' }, $days[2] ]);
$s = $office->serve(clock => $days[2]);

my %held = (COUNTER => 'lan', LEADER => 'pho', SIGNER => 'pho', RECORDS => 'van', ADMIN => 'qt');
my %had  = (COUNTER => 'cu',  LEADER => 'mo',  SIGNER => 'mo',  RECORDS => 'vu',  ADMIN => 'ad');
my %param = (code => $at_work, number => 1, key => 'lan', id => 'b0000000000000', unit => '25195.mc', year => 2026, n => 1, verb => 'take', matter => 'm0000000000001', person => 'lan');
my @routes;
{
	my ($root) = $FindBin::Bin =~ m{(.*)/test/http\z};
	open my $f, '<', "$root/src/web/routes.def" or die;
	while (my $line = <$f>) {
		push @routes, { method => $1, path => $2, who => $3 } if $line =~ /^ROUTE\((GET|POST), "([^"]+)", (\w+),/;
		push @routes, { method => $1, path => $2, who => 'TOKEN' } if $line =~ /^API\((GET|POST), "([^"]+)", \w+,/;
		push @routes, { method => 'POST', path => $1, who => $2, upload => 1 } if $line =~ /^(?:UPLOAD|TAKE)\("([^"]+)", (\w+),/;
	}
}
cmp_ok(scalar @routes, '>', 80, 'the table of addresses is read');
my $before = join ' ', $office->kinds($at_work);
for my $r (grep { $_->{who} !~ /^(?:PUBLIC|PROBE|DEMO|TOKEN)$/ } @routes) {
	my $path = $r->{path} =~ s/\{(\w+)\}/$param{$1} \/\/ "x"/ger;
	my $name = "$r->{method} $r->{path}";
	my $ask  = sub { my ($who) = @_; return $r->{method} eq 'GET' ? $office->get($who, $path) : $office->post($who, $path) };
	if (my $had = $had{ $r->{who} }) {
		is($ask->($had)->{status}, 403, "$name: not for whose post has ended");
		# A refusal of the law (409), a form sent empty (422), an upload that is none (400), nothing there (404).
		isnt($ask->($held{ $r->{who} })->{status}, 403, "$name: for who holds it") if $r->{method} eq 'GET';
	} elsif ($r->{path} =~ /\{code\}/ && !$r->{upload}) {
		like($ask->('cu')->{status}, qr/^40[34]$/, "$name: not of a dossier of the office one has left");
		isnt($office->get(tuan => $path)->{status}, 403, "$name: for its officer") if $r->{method} eq 'GET';
	}
	next if $path =~ m{^/sign-out|^/own/password};
	if ($r->{method} eq 'GET') {
		is($office->get(ra => $path)->{status}, 303, "$name: who has no post any more is asked to sign in");
	} else {
		like($office->post(ra => $path, token => $ra)->{status}, qr/^40[13]$/, "$name: nor does a form of before go through");
	}
}
for my $verb (qw(take hand_over send_back ask_supplement stop reassign sign number recall)) {
	is($office->post(cu => "/dossiers/$at_work/act/$verb", outcome => 'forward')->{status}, 403, "$verb: by nobody from before");
}
is(join(' ', $office->kinds($at_work)), $before, 'nothing was entered by any of that');
is($s->post('/demo/sign-in', 'person=ra')->{status}, 403, 'and nobody without a post comes in');
for my $r (grep { $_->{who} eq 'TOKEN' } @routes) {
	my $path = $r->{path} =~ s/\{(\w+)\}/$param{$1} \/\/ "x"/ger;
	my $name = "$r->{method} $r->{path}";
	my %by = (Cookie => $office->enter('lan'));
	my $answer = $r->{method} eq 'GET' ? $s->get($path, %by) : $s->post($path, '{}', %by, 'Content-Type' => 'application/json');
	is($answer->{status}, 401, "$name: by no session");
}
is($s->stop, 0, 'it stops');

# --- an absent head; a post given for two days ---
sub codes { my ($who, $path) = @_; my %seen; return [ sort grep { !$seen{$_}++ } $office->get($who, $path)->{body} =~ /(H19\.21-\d{6}-\d{4})/g ] }
my @two = (from => '2026-03-04T09:00', until => '2026-03-05T17:00');
$office->act(
	[ qt => record_leave => { person => 'minh', from => '2026-03-04T09:00', to => '2026-03-05T17:00', deputy => 'hai' }, $days[2] ],
	[ chu => delegate => { person => 'chu', to => 'giao', unit => '25195', post => 'head', @two }, $days[2] ],
	[ chu => delegate => { person => 'chu', to => 'han', unit => '25195', post => 'head', procedures => ['1.001612'], @two }, $days[2] ]);
$s = $office->serve(clock => $days[2]);
is_deeply(codes(hai => '/work'), [], 'before the leave the stand-in has nothing of it');
for my $who (qw(giao han)) {
	is($office->get($who, '/sign')->{status}, 403, "$who: nothing to sign before it begins");
	is($office->post($who, "/dossiers/$to_sign[0]/act/sign")->{status}, 403, 'nor does the form do it');
}
unlike($office->get(giao => '/own')->{body}, qr/:head:[1-9]/, 'and there is no such seat yet');
is($s->stop, 0, 'it stops');

$office->act([ qt => add_person => { key => 'neu2', name => 'Neu' }, $days[3] ]);
$s = $office->serve(clock => $days[3]);
is_deeply(codes(hai => '/work'), \@to_check, 'on leave: what waited with the head stands with the deputy named');
is($office->post(hai => "/dossiers/$to_check[0]/act/take")->{status}, 303, 'who opens it');
is($office->post(hai => "/dossiers/$to_check[0]/act/finish")->{status}, 303, 'and does what the step asks');
is($office->post(hai => "/dossiers/$to_sign[0]/act/sign")->{status}, 403, 'but signs nothing');
is($office->get(hai => '/unit')->{status}, 403, 'and leads no unit');
is($office->get(pho => '/unit')->{status}, 200, 'which its deputy does');

my ($seat) = $office->get(giao => '/own')->{body} =~ /name="seat" value="(\d+:head:[1-9]\d*)"/;
is($office->get(giao => '/unit')->{status}, 403, 'whoever was given a post still sits at their own');
is($office->post(giao => '/own/seat', seat => $seat)->{status}, 303, 'and takes the other');
my $sign = codes(giao => '/sign');
is_deeply($sign, codes(chu => '/sign'), 'it sees what its owner has to sign, in hand too');
ok((grep { $_ eq $in_hand } @$sign), 'in hand indeed');
is_deeply([ grep { $_ eq $in_hand } @{ codes(giao => '/work?show=behalf') } ], [$in_hand], 'and has it in the list of the day');
is($office->get(giao => "/sign/$to_sign[0]")->{status}, 200, 'opens one');
is($office->post(giao => "/sign/$to_sign[0]/act/sign")->{status}, 303, 'signs it');
is($office->post(giao => "/sign/$in_hand/act/sign")->{status}, 303, 'also what the owner has in hand');
is($office->get(giao => $_)->{status}, 200, "$_: from the given seat") for qw(/unit /unit/late-soon /unit/delegations);
is($office->get(giao => $_)->{status}, 403, "$_: no more than was given") for qw(/counter/new /counter/ready /admin/accounts);

is_deeply(codes(han => '/sign'), [ grep { $_ ne $to_sign[0] && $_ ne $in_hand } @{ codes(chu => '/sign') } ], 'signing alone: sees what is to be signed');
like($office->get(han => '/work')->{body}, qr{<a href="/sign"}, 'and the head of the page leads there');
is($office->get(han => "/sign/$to_sign[1]")->{status}, 200, 'opens it');
is($office->post(han => "/sign/$to_sign[1]/act/sign")->{status}, 303, 'signs it');
is($office->get(han => $_)->{status}, 403, "$_: nothing else of the post") for qw(/unit /unit/delegations /records);
is($office->post(han => "/dossiers/$to_sign[2]/act/take")->{status}, 403, 'nor any other act of it');
is($s->stop, 0, 'it stops');

# --- the day after ---
$office->act([ qt => add_person => { key => 'neu3', name => 'Neu' }, $days[4] ]);
$s = $office->serve(clock => $days[4]);
for my $who (qw(giao han)) {
	is($office->get($who, '/sign')->{status}, 403, "$who: it has ended");
	is($office->get($who, "/sign/$to_sign[2]")->{status}, 403, 'for one of them too');
	is($office->post($who, "/dossiers/$to_sign[2]/act/sign")->{status}, 403, 'and for the form');
}
is($office->get(giao => '/unit')->{status}, 403, 'the given seat is gone with it');
is($s->stop, 0, 'it stops');
done_testing();
