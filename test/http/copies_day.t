#!/usr/bin/perl
# A busy day at one desk: two hundred copies certified by the page, one after another, with
# faults and double clicks between them. Numbers of the books and of the receipts run without
# a gap, and the day book's sum is that of the formulas.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Office;
use Test::More;

my $COPIES = 200;
my $office = Office->new(
	clock  => '2026-03-02T07:30',
	people => {
		lan => 'clerk 25195.mc, officer 25195.vhxh, records 25195.vp', hoa => 'head 25195.mc',
		nga => 'head 25195.vhxh', chu => 'head 25195', vanphong => 'head 25195.vp',
	});
$office->act([ chu => delegate => { person => 'chu', to => 'lan', unit => '25195', post => 'head',
	procedures => [ '2.000815', '2.000908' ], until => '2028-12-31T17:00' } ]);
my $s = $office->serve;

# The fee of law/procedures/2.000815: 2,000 đồng each of the first two pages, 1,000 each further one, 200,000 at most
# for a copy; from the register free of charge here.
sub fee {
	my ($procedure, $pages, $copies) = @_;
	return 0 if $procedure ne '2.000815';
	my $one = 2000 * ($pages < 2 ? $pages : 2) + 1000 * ($pages > 2 ? $pages - 2 : 0);
	return ($one < 200_000 ? $one : 200_000) * $copies;
}

sub dots { my ($n) = @_; 1 while $n =~ s/^(\d+)(\d{3})/$1.$2/; return $n }

sub serve {
	my (%form) = @_;
	return $office->post(lan => '/counter/copies', subject => 'Giấy khai sinh', %form);
}

my (%numbers, $sum, $receipts, %codes);
$sum = $receipts = 0;
for my $n (1 .. $COPIES) {
	my $register = $n % 5 == 0;
	my %form = (owner => sprintf('Nguyễn Văn Thử %s', chr(65 + $n % 26) x (1 + $n % 3)), key => "copy-$n",
		procedure => $register ? '2.000908' : '2.000815', book => $register ? '02-TL' : '01-SCT/BS',
		pages => 1 + $n * 7 % 230, copies => 1 + $n % 4);
	serve(%form, owner => '', key => "none-$n") if $n % 10 == 3;
	my $done = serve(%form);
	my $again = $n % 10 == 7 ? serve(%form) : $done;
	my $page = $office->get(lan => $done->{header}{location} // '/counter/copies');
	my ($number, $book) = $page->{body} =~ /<b>Số (\d+), quyển ([^:<]+):/;
	if ($done->{status} != 303 || !$number || $again->{header}{location} ne $done->{header}{location}) {
		fail("copy $n");
		diag($page->{body} =~ /role="alert">(.*?)<\/div>/s);
		last;
	}
	push @{ $numbers{$book} }, $number;
	my ($code) = $done->{header}{location} =~ /done=([^&]+)/;
	$codes{$code}++;
	my $fee = fee($form{procedure}, $form{pages}, $form{copies});
	$sum += $fee;
	$receipts++ if $fee > 0;
}
is(scalar keys %codes, $COPIES, "$COPIES copies, each a dossier of its own");
for my $book ('01-SCT/BS', '02-TL') {
	my $n = @{ $numbers{$book} // [] };
	is_deeply($numbers{$book}, [ 1 .. $n ], "the $n numbers of book $book, in their order, without a gap");
}
like($office->get(lan => '/counter/copies')->{body}, qr/Hôm nay: $COPIES</, 'the desk has counted them');

my $book = $office->get(lan => '/counter/fees')->{body};
my @receipt = $book =~ m{<tr><td[^>]*><a[^>]*><b>(\d{6})</b></a></td>}g;
is_deeply([ map { $_ + 0 } @receipt ], [ 1 .. $receipts ], "$receipts receipts in the day book, without a gap");
my ($total) = $book =~ m{<p class="right">[^<]*<b>([\d.]+)};
is($total, dots($sum), 'their sum is that of the formulas');
is($s->stop, 0, 'it stops');
is(system("$ENV{DUNGHEN} verify --db $office->{db} >/dev/null"), 0, 'the store verifies');
done_testing();
