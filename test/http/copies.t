#!/usr/bin/perl
# While the citizen waits: one form, one act, the next number of the book, and the form
# ready again; where a seat is missing it is named and nothing is left.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Office;
use Test::More;

my $office = Office->new(
	clock  => '2026-03-02T08:00',
	people => {
		lan => 'clerk 25195.mc, officer 25195.vhxh, records 25195.vp', bich => 'clerk 25195.mc', hoa => 'head 25195.mc',
		nga => 'head 25195.vhxh', chu => 'head 25195', vanphong => 'head 25195.vp', ba => 'officer 25195.kt',
	});
$office->act([ chu => delegate => { person => 'chu', to => 'lan', unit => '25195', post => 'head',
	procedures => [ '2.000815', '2.000908' ], until => '2028-12-31T17:00' } ]);
my $s = $office->serve;

my $p = $office->get(lan => '/counter/copies');
is($p->{status}, 200, 'the screen');
like($p->{body}, qr/name="procedure" value="2\.000815" checked/, 'certified copies first');
like($p->{body}, qr/name="procedure" value="2\.000908"/, 'and copies from the register');
unlike($p->{body}, qr/value="1\.001193"/, 'no birth registration');
like($p->{body}, qr/id="owner"[^>]*autofocus/, 'the first field has the focus');
like($p->{body}, qr/name="book" value="01-SCT\/BS"/, 'the usual book');
is($office->get(ba => '/counter/copies')->{status}, 403, 'for counters only');

like($office->get(lan => '/counter/copies/fee?procedure=2.000815&pages=10&copies=3')->{body}, qr/36\.000/, 'the fee by its formula');
like($office->get(lan => '/counter/copies/fee?procedure=2.000815&pages=x&copies=3')->{body}, qr/—/, 'none for nonsense');
like($office->get(lan => '/counter/copies/fee?procedure=2.000908&pages=1&copies=3')->{body}, qr/không thu phí/, 'or free');

sub serve { my ($who, %more) = @_; return $office->post($who => '/counter/copies', procedure => '2.000815', subject => 'Giấy khai sinh', book => '01-SCT/BS', %more) }
my $first = serve('lan', owner => 'Nguyễn Văn Sao', pages => 10, copies => 3, subject => 'Bằng tốt nghiệp', key => 'one');
is($first->{status}, 303, 'done by one form');
is(serve('lan', owner => 'Nguyễn Văn Sao', pages => 10, copies => 3, subject => 'Bằng tốt nghiệp', key => 'one')->{header}{location},
	$first->{header}{location}, 'sent twice it is one');
my $next = $office->get(lan => $first->{header}{location});
like($next->{body}, qr/role="status"[^>]*><p><b>Số 1, quyển 01-SCT\/BS: Nguyễn/, 'the number is said');
like($next->{body}, qr/36\.000/, 'and what it cost');
like($next->{body}, qr/Hôm nay: 1</, 'counted');
like($next->{body}, qr/id="owner" name="owner" value=""/, 'and the form is empty again');
my ($code) = $first->{header}{location} =~ /done=([^&]+)/;
is(join(' ', $office->kinds($code)),
	'submitted received fee_receipted handed_over taken handed_over taken signed taken numbered ready delivered', 'all steps stand in the ledger');
is($office->get(lan => "/counter/hand-out/$code/slip")->{status}, 200, 'a slip for who asks');

serve('lan', owner => "Trần Thị $_") for 'Hai', 'Ba';
my $three = $office->get(lan => '/counter/copies');
like($three->{body}, qr/<b>3<\/b>.*<b>2<\/b>.*<b>1<\/b>/s, 'numbers run, the newest first');

my $bad = serve('lan', owner => '', pages => 2, subject => '<i>x');
is($bad->{status}, 422, 'nobody asks for nothing');
like($bad->{body}, qr/id="owner-wrong"/, 'said beside the field');
like($bad->{body}, qr/value="&lt;i&gt;x"/, 'the rest is kept');
like(serve('lan', owner => 'A', subject => '')->{body}, qr/id="subject-wrong"/, 'the book says of which paper');
like(serve('lan', owner => 'A', pages => 'many')->{body}, qr/id="pages-wrong"/, 'no number of pages');
is(serve('lan', owner => 'A', id_number => '12')->{status}, 422, 'no identity number');

my $refused = serve('bich', owner => 'Lê Văn Sao');
is($refused->{status}, 403, 'a clerk alone may not');
like($refused->{body}, qr/role="alert".*Đối chiếu, ghi lời chứng/s, 'the missing seat is named');
like($refused->{body}, qr/value="Lê Văn Sao"/, 'and what was typed is kept');
like($office->get(lan => '/counter/copies')->{body}, qr/Hôm nay: 3</, 'nothing is left of it');
is($s->stop, 0, 'it stops');
is(system("$ENV{DUNGHEN} verify --db $office->{db} >/dev/null"), 0, 'the store verifies');
done_testing();
