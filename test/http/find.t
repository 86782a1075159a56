#!/usr/bin/perl
# Searching from a shared desk: an identity number finds the dossiers of its owner and
# stands in no address, no link and no line of the log.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Office;
use Test::More;

my $office = Office->new(clock => '2026-03-02T08:00', people => { lan => 'clerk 25195.mc', xa => 'clerk 25210.mc' });
my %person = (number => '075090001234', passport => 'C1234567', firm => '0312345678-001');
my (%code, $n);
for my $what (sort keys %person) {
	my ($answer) = $office->act([ lan => receive_new => { procedure => '1.001612', channel => 'counter', receiving => '25195.mc',
		owner => { name => 'Nguyễn Văn Thử ' . ++$n, id_number => $person{$what} } } ]);
	$code{$what} = $answer->{code};
}
# One more than a page holds, of one owner; another of that name lives elsewhere.
my %many = (name => 'Trần Thị Nhiều', id_number => '079190005678');
sub namesake { my ($d) = $office->act([ xa => receive_new => { procedure => '1.001612', channel => 'counter', receiving => '25210.mc',
	owner => { name => $many{name}, id_number => $_[0] } } ]); return $d->{code} }
my @namesake = namesake('079190001111');
$office->act(map { [ lan => receive_new => { procedure => '1.001612', channel => 'counter', receiving => '25195.mc', owner => \%many } ] } 1 .. 51);
push @namesake, namesake('079190002222');
my $s = $office->serve;

my @answers;
sub find { my ($who, %field) = @_; my $r = $office->post($who, '/find', %field); push @answers, $r; return $r }

for my $what (sort keys %person) {
	my $r = find('lan', q => $person{$what});
	is($r->{status}, 200, "$what: answered at once");
	like($r->{body}, qr{<a class="code" href="/dossiers/\Q$code{$what}\E\?in=%2Ffind">}, 'with the dossier, whose link says no word of it');
	like($r->{body}, qr{name="q" value="\Q$person{$what}\E"}, 'and the box keeps what was typed');
}
like(find('lan', q => '0750 9000 1234')->{body}, qr/\Q$code{number}\E/, 'as it is printed on the card');
like(find('lan', q => 'c1234567')->{body}, qr/\Q$code{passport}\E/, 'in small letters');
is(find('lan', q => 'Thử 075090001234')->{status}, 200, 'a number among words stays out of the address too');
is(find('lan', q => $code{number})->{header}{location}, "/find?q=$code{number}", 'a code is no secret');
is(find('lan', q => ' Thử 1 ')->{header}{location}, '/find?q=Th%E1%BB%AD%201', 'a name may be come back to');
is(find('lan', q => ' ')->{header}{location}, '/find', 'nothing asked');
unlike(find('xa', q => $person{number})->{body}, qr/\Q$code{number}\E/, 'others find nothing of it');
is($office->post('lan', '/find', q => 'x', token => 'none')->{status}, 403, 'not without the token of the form');

# --- the box ---
for my $where (qw(/counter/new /counter/ready /counter/copies /own /find /work), "/dossiers/$code{number}") {
	is(() = $office->get('lan', $where)->{body} =~ /data-search/g, 1, "$where has one box");
}
unlike($s->get('/procedures')->{body}, qr/data-search/, 'the pages of citizens have none');

# --- pages ---
my $page = find('lan', q => $many{id_number});
is(() = $page->{body} =~ /<a class="code"/g, 50, 'a page of fifty');
my ($after) = $page->{body} =~ /name="after" value="(\d+)"/;
is($after, 50, 'and a button to the next');
$page = find('lan', q => $many{id_number}, after => $after);
is(() = $page->{body} =~ /<a class="code"/g, 1, 'which has the last one');
unlike($page->{body}, qr/name="after"/, 'and no next');

# --- a name that somebody else bears fifty times, of whom one may see nothing ---
my $named = $office->get('xa', '/find?q=Tr%E1%BA%A7n+Th%E1%BB%8B+Nhi%E1%BB%81u')->{body};
like($named, qr/\Q$_\E/, 'a namesake is found, whoever stands between') for @namesake;
is(() = $named =~ /<a class="code"/g, 2, 'and nobody else');

# --- no trace ---
my $typed = $office->get('lan', "/find?q=$person{number}");
is($typed->{header}{location}, '/find', 'typed into the address it is not answered');
my $out = $s->get("/find?q=$person{number}");
is($out->{header}{location}, '/sign-in?back=%2Ffind', 'nor carried on by who is not signed in');
push @answers, $typed, $out, $office->get('lan', "/dossiers/$code{number}?in=%2Ffind");
my $secret = join '|', map { quotemeta } '0750 9000 1234', '1234567', values %person, $many{id_number};
is(join(' ', grep { /$secret/i } map { $_->{header}{location} // '' } @answers), '', 'no Location tells a number');
is(join(' ', grep { /$secret/i } map { $_->{body} =~ /(?:href|action|src)="([^"]*)"/g } @answers), '', 'nor does any link');
is($s->stop, 0, 'it stops');
my $log = $s->log;
like($log, qr{/find}, 'the log knows the searches');
unlike($log, qr/$secret/i, 'and no number');
done_testing();
