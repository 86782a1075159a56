#!/usr/bin/perl
# A reorganisation by the administrator's page: looked at, done while the server runs, listed.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Office;
use Test::More;

sub has { my ($r, $what, $name) = @_; return ok($r->{body} =~ $what, $name) || diag("lacks $what") }
sub hasnt { my ($r, $what, $name) = @_; return ok($r->{body} !~ $what, $name) || diag("has $what") }

my ($june, $july) = ('2025-06-30T08:00', '2025-07-01T07:30');
my $o = Office->new(clock => '2025-06-16T07:30', people => {});
$o->act(map { [ qt => add_unit => { key => "x25201.$_->[0]", role => $_->[1], type => $_->[1], name => "Cu $_->[0]",
	from => '2025-01-01', parent => 'x25201', profile => 'A' } ] }
	[ 'mc', 'onestop' ], [ 'vhxh', 'room' ], [ 'vp', 'room' ]);
$o->act([ qt => add_person => { key => 'tu', name => 'Tu' } ],
	[ qt => assign => { person => 'tu', unit => 'x25201.vhxh', post => 'head' } ]);
$o->act(map { [ qt => import_open => { code => sprintf('H10.1-250630-%04d', $_), source => 'cu', procedure => '1.001193',
	channel => 'counter', receiving => 'x25201.mc', competent => 'x25201', owner => { name => "Nguoi $_" },
	received_at => '2025-06-30T07:45', due => '2025-07-02T17:00', step => 's2' }, $june ] } 1 .. 250);
$o->act([ qt => add_person => { key => 'nam', name => 'Nam' }, $july ], [ qt => add_person => { key => 'lan', name => 'Lan' }, $july ],
	[ qt => assign => { person => 'lan', unit => '25195.mc', post => 'clerk' }, $july ],
	[ qt => assign => { person => 'nam', unit => '25195.vhxh', post => 'head' }, $july ]);
$o->serve(clock => '2025-07-01T08:00');
$o->enter($_) for qw(qt lan nam);

is($o->get(lan => '/admin/reform')->{status}, 403, 'the administrator alone');
my $page = $o->get(qt => '/admin/reform');
is($page->{status}, 200, 'the page');
hasnt($page, qr{name="minutes"}, 'wants a day first');
is($o->get(qt => '/admin/reform?on=2025-13-01')->{status}, 422, 'one there is');
$page = $o->get(qt => '/admin/reform?on=2025-07-02');
hasnt($page, qr{name="minutes"}, 'another day than today can only be looked at');
$page = $o->get(qt => '/admin/reform?on=2025-07-01');
has($page, qr{<dd>250</dd><dt>Chuyển được ngay</dt><dd>250</dd>}, 'what is touched is told');
has($page, qr{<span class="muted small">x25201</span>}, 'of which unit');
has($page, qr{name="minutes"}, 'today it can be done');
my $csv = $o->get(qt => '/admin/reform.csv?on=2025-07-01');
is($csv->{body} =~ tr/\n//, 251, 'the list for the minutes has a line for each');
like(substr($o->get(qt => '/admin/reform.xlsx?on=2025-07-01')->{body}, 0, 2), qr/^PK/, 'also as a workbook');

has($page, qr{<a href="/admin/reform/x25201/25195/minutes\.pdf\?on=2025-07-01" aria-label="[^"]+">PDF</a>}, 'and the minutes to be signed');
my $minutes = $o->get(qt => '/admin/reform/x25201/25195/minutes.pdf?on=2025-07-01');
is("$minutes->{status} $minutes->{header}{'content-type'}", '200 application/pdf', 'as a PDF');
like($minutes->{body}, qr/\A%PDF-/, 'which it is');
is($o->get(qt => '/admin/reform/x25201/25210/minutes.pdf?on=2025-07-01')->{status}, 404, 'of no pair that is none');
is($o->get(lan => '/admin/reform/x25201/25195/minutes.pdf?on=2025-07-01')->{status}, 403, 'and for the administrator alone');

is($o->post(qt => '/admin/reform', on => '2025-07-01', minutes => '')->{status}, 422, 'not without minutes');
is($o->post(qt => '/admin/reform', on => '2025-07-02', minutes => '12/BB')->{status}, 409, 'nor before the day');
is($o->post(lan => '/admin/reform', on => '2025-07-01', minutes => '12/BB')->{status}, 403, 'nor by anybody else');
is($o->post(qt => '/admin/reform', on => '2025-07-01', minutes => '12/BB')->{status}, 303, 'begun');
for (1 .. 200) {
	$page = $o->get(qt => '/admin/reform?on=2025-07-01');
	last if $page->{body} =~ /Đã chuyển/;
	select undef, undef, undef, 0.05;
}
has($page, qr{Đã chuyển 250 hồ sơ, còn 0 hồ sơ phải quyết định; kết thúc 1 vị trí}, 'and done, in chunks');
has($o->get(nam => '/work'), qr{H10\.1-250630-0001|25195}, 'what passed on is with the successor');
is(scalar(grep { $_ eq 'succeeded' } $o->kinds('H10.1-250630-0250')), 1, 'each has one entry of it');
$page = $o->get(qt => '/admin/reform?on=2025-07-01');
hasnt($page, qr{<td[^>]*><a class="code"}, 'nothing is left to be decided');

# --- what was passed on, from the ledger ---
has($page, qr{<td data-name="Số">12/BB</td>}, 'under the number of its minutes');
my ($href) = $page->{body} =~ m{<a href="([^"]+)" aria-label="Biên bản 12/BB:};
is($href, '/admin/reform/x25201/25195/minutes.pdf?on=2025-07-01&amp;done=12%2FBB', 'the minutes of what was done');
$minutes = $o->get(qt => $href =~ s/&amp;/&/r);
is("$minutes->{status} $minutes->{header}{'content-type'}", '200 application/pdf', 'as a PDF');
SKIP: {
	skip 'no pdftotext', 6 if system('command -v pdftotext >/dev/null') != 0;
	open my $pdf, '|-', "pdftotext -layout - $o->{db}.txt" or die;
	print $pdf $minutes->{body};
	close $pdf or die;
	open my $text, '<', "$o->{db}.txt" or die;
	my $said = do { local $/ = undef; <$text> };
	like($said, qr{12/BB}, 'with their number');
	like($said, qr{H10\.1-250630-0$_\b}, "dossier $_") for '001', '250';
	like($said, qr{Hồ sơ đang giải quyết: 250}, 'all of them');
	like($said, qr{Lan|Tu}, 'the people');
	like($said, qr{mục \d+–\d+ của sổ cái}, 'and where it stands in the ledger');
}
is($o->get(qt => '/admin/reform/x25201/25195/minutes.pdf?on=2025-07-01&done=13%2FBB')->{status}, 404, 'of no other number');
is($o->get(lan => '/admin/reform/x25201/25195/minutes.pdf?on=2025-07-01&done=12%2FBB')->{status}, 403, 'and for the administrator alone');
has($o->get(qt => '/admin/reform'), qr{<a href="/admin/reform\?on=2025-07-01">}, 'the day is found again');
done_testing();
