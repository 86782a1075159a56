#!/usr/bin/perl
# Paper follows the screen: the counter chooses and prints a list, the receiver ticks
# many rows at once, what is missing goes on a new list.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Office;
use Test::More;

my $office = Office->new(
	clock  => '2026-03-02T08:00',
	people => {
		lan => 'clerk 25195.mc', hoa => 'head 25195.mc', tuan => 'officer 25195.kt', minh => 'head 25195.kt',
		nga => 'head 25195.vhxh', chu => 'head 25195', ba => 'clerk 25210.mc', bay => 'head 25210.mc',
	});
my @code;
for my $owner ('Một', 'Hai', 'Ba', 'Bốn') {
	my ($r) = $office->act([ lan => receive_new => { procedure => '1.001612', channel => 'counter', receiving => '25195.mc',
		owner => { name => "Bùi Văn $owner" } } ]);
	push @code, $r->{code};
}
$office->act(map { [ lan => hand_over => { dossier => $_, outcome => 'forward' } ] } @code[ 0 .. 2 ]);
my $s = $office->serve;

my $p = $office->get(lan => '/counter/batch');
is($p->{status}, 200, 'choosing');
is(() = $p->{body} =~ /name="dossiers" value="[^"]+" checked/g, 3, 'three are on their way, ticked');
unlike($p->{body}, qr/\Q$code[3]\E/, 'one is still here');
unlike($office->get(ba => '/counter/batch')->{body}, qr/\Q$code[0]\E/, 'another counter has none of it');
is($office->get(tuan => '/counter/batch')->{status}, 403, 'who sits at no counter lists nothing');

is($office->post(lan => '/counter/batch', to => '25195.kt')->{status}, 422, 'a list of nothing');
my $bad = $office->post(lan => '/counter/batch', to => '25195.kt', dossiers => [ @code[ 0, 3 ] ]);
is($bad->{status}, 422, 'what is still here is on no list');
like($bad->{body}, qr/role="alert".*\Q$code[3]\E/s, 'it is named');
like($bad->{body}, qr/value="\Q$code[1]\E">/, 'what was not ticked stays so');
my $made = $office->post(lan => '/counter/batch', to => '25195.kt', dossiers => [ @code[ 0, 1, 2 ] ], key => 'list');
my ($list) = $made->{header}{location} =~ m{(/batches/25195\.mc/\d+/1)};
ok($list, 'the first list of the year');
is($office->post(lan => '/counter/batch', to => '25195.kt', dossiers => [ @code[ 0, 1, 2 ] ], key => 'list')->{header}{location}, $list,
	'sent twice it is one');
my $paper = $office->get(lan => $list);
like($paper->{body}, qr/\Q$code[0]\E.*\Q$code[1]\E.*\Q$code[2]\E/s, 'printed with its rows');
like($paper->{body}, qr/Người giao.*Người nhận/s, 'and places to sign');
is($office->get(tuan => $list)->{status}, 200, 'the receiver reads it');
is($office->get(chu => $list)->{status}, 200, 'so does the head above both');
is($office->get(nga => $list)->{status}, 403, 'not another room');
is($office->get(ba => $list)->{status}, 403, 'nobody else does');
is($office->get(lan => '/batches/25195.mc/2026/99')->{status}, 404, 'no such list');
is($office->get(lan => '/batches/25195.mc/x/1')->{status}, 404, 'nor such a year');
my $again = $office->get(lan => '/counter/batch');
unlike($again->{body}, qr/name="dossiers"/, 'nothing is left to list');
like($again->{body}, qr/href="\Q$list\E"/, 'the list is among those made');

# --- ticking ---
my $in = $office->get(minh => '/batches');
is(() = $in->{body} =~ /name="code" value="/g, 3, 'three on their way to us');
unlike($office->get(nga => '/batches')->{body}, qr/name="code"/, 'none to another room');
is($office->post(minh => '/batches', code => [ @code[ 0, 1 ] ], do => 'fly')->{status}, 400, 'no such tick');
is($office->post(minh => '/batches', code => [ @code[ 0, 1 ], 'H19-1' ], do => 'arrived')->{header}{location}, '/batches?done=2',
	'two arrived at once');
is((grep { $_ eq 'paper_arrived' } map { $office->kinds($_) } @code), 2, 'each by an entry of its own');
my $not = $office->post(tuan => '/batches', code => $code[2], do => 'missing');
is($not->{status}, 422, 'whoever holds nothing ticks nothing');
like($not->{body}, qr/class="wrong"/, 'said in the row');
is($office->post(minh => '/batches', code => $code[2], do => 'missing')->{status}, 303, 'one is missing');
like($office->get(minh => '/batches')->{body}, qr/chưa đến, bên giao chịu trách nhiệm/, 'and stays in the list');
like($office->get(lan => '/counter/batch')->{body}, qr/value="\Q$code[2]\E" checked/, 'at the counter it can be listed again');
like($office->get(lan => $list)->{body}, qr/đã đến.*chưa đến/s, 'the list shows what became of each row');
is($office->post(lan => '/counter/batch', to => '25195.kt', dossiers => $code[2])->{status}, 303, 'a new list');
is($office->post(minh => '/batches', code => $code[2], do => 'arrived')->{status}, 303, 'by which it arrives');
unlike($office->get(minh => '/batches')->{body}, qr/name="code"/, 'nothing is on its way any more');
is($s->stop, 0, 'it stops');
is(system("$ENV{DUNGHEN} verify --db $office->{db} >/dev/null"), 0, 'the store verifies');
done_testing();
