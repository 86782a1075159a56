#!/usr/bin/perl
# Rule 47: of several signed at once each was opened by the signer since it came to the
# signing step; taking it in between makes nobody open it again.
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use Office;
use Test::More;

my @house = (
	clock  => '2026-03-02T08:00',
	people => { lan => 'clerk 25195.mc', minh => 'head 25195.kt', chu => 'head 25195', pho => 'deputy 25195' });
my $office = Office->new(@house);

sub to_sign {
	my ($owner) = @_;
	my ($r) = $office->act([ lan => receive_new => { procedure => '1.001612', channel => 'counter',
		receiving => '25195.mc', owner => { name => $owner } } ]);
	my $d = { dossier => $r->{code} };
	$office->act([ lan => hand_over => { %$d, outcome => 'forward' } ],
		[ minh => hand_over => { %$d, outcome => 'forward' } ], [ minh => finish => $d ]);
	return $r->{code};
}
my ($one, $two) = (to_sign('Le Thi Mau'), to_sign('Bui Van Thu'));
$office->serve;
sub tickable { my ($code) = @_; return $office->get(pho => '/sign')->{body} =~ /name="code" value="\Q$code\E"/ }
sub many {
	my ($code) = @_;
	my $r = $office->post(pho => '/bulk/do?in=%2Fsign', do => 'sign', code => $code);
	utf8::decode($r->{body});
	return $r->{body};
}

ok(!tickable($one), 'what was not opened cannot be signed with others');
is($office->get(pho => "/sign/$one")->{status}, 200, 'it is opened');
is($office->post(pho => "/dossiers/$one/act/take")->{status}, 303, 'and then taken');
ok(tickable($one), 'it stays opened');
like(many($one), qr/Đã ký 1 hồ sơ/, 'and is signed');

# What went back and comes again is another draft.
is($office->get(pho => "/sign/$two")->{status}, 200, 'another one is opened');
is($office->post(pho => "/sign/$two/act/send_back", reason => 'R06', note => 'Sai', sure => 1)->{status}, 303, 'and sent back');
is($office->post(minh => "/dossiers/$two/act/$_->[0]", @{ $_->[1] })->{status}, 303, "and drafted anew: $_->[0]")
	for [ hand_over => [ outcome => 'forward' ] ], [ finish => [] ];
ok(!tickable($two), 'it has to be opened again');
like(many($two), qr/Bị từ chối/, 'or is not signed with others');

# More than a page of them: the rest stands on the next.
is($office->{served}->stop, 0, 'it stops');
$office = Office->new(@house);
to_sign("Tran Thi Nhieu $_") for 1 .. 52;
$office->serve;
sub codes { my ($path) = @_; return $office->get(pho => $path)->{body} =~ /<a class="code" href="[^"]*">([^<]+)</g }
my ($next) = $office->get(pho => '/sign')->{body} =~ m{href="(/sign\?after=[^"]+)"};
my (@first, %seen) = codes('/sign');
ok($next, 'a full page leads to the next');
$seen{$_}++ for @first, codes($next);
is(scalar @first, 50, 'fifty on a page');
is(scalar keys %seen, 52, 'all on both');
is((grep { $_ > 1 } values %seen), 0, 'none twice');
like($office->get(pho => $next)->{body}, qr{action="/bulk\?in=%2Fsign&(?:amp;)?after=}, 'and what is signed there leads back there');

done_testing();
