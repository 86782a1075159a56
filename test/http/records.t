#!/usr/bin/perl
# The records clerk: a number stands once in its book, and the result is a file of the dossier.
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use Office;
use Test::More;

my $office = Office->new(
	clock  => '2026-03-02T08:00',
	people => {
		lan => 'clerk 25195.mc', minh => 'head 25195.kt', chu => 'head 25195', van => 'records 25195.vp',
		vp => 'head 25195.vp', hoa => 'records 25210.vp',
	});
my $plain = do {
	my ($hex) = `$ENV{DUNGHEN} file --db $office->{db} $0 2>/dev/null` =~ /([0-9a-f]{64})/;
	$hex;
};

sub signed {
	my ($owner) = @_;
	my ($r) = $office->act([ lan => receive_new => { procedure => '1.001612', channel => 'counter',
		receiving => '25195.mc', owner => { name => $owner } } ]);
	my $d = { dossier => $r->{code} };
	$office->act([ lan => hand_over => { %$d, outcome => 'forward' } ],
		[ minh => hand_over => { %$d, outcome => 'forward' } ], [ minh => finish => $d ], [ chu => sign => $d ]);
	return $r->{code};
}
my ($one, $two) = (signed('Le Thi Mau'), signed('Bui Van Thu'));
# The citizen's paper, sealed for this dossier.
my $scan = "$office->{dir}/scan.pdf";
open my $f, '>', $scan or die;
print {$f} '%PDF-1.7 a scan';
close $f or die;
sub files { return map { m{([0-9a-f]{2})/([0-9a-f]{62})$} ? "$1$2" : () } glob "$office->{db}/files/*/*" }
my %had = map { $_ => 1 } files();
is(system("$ENV{DUNGHEN} attach --db $office->{db} $two $scan --as lan --what paper --clock 2026-03-02T08:05 >/dev/null 2>&1"),
	0, 'a paper is attached');
my ($paper) = grep { !$had{$_} } files();
ok($paper, 'and kept');
my $s = $office->serve;

# The form with a file, as browsers send it.
sub issue {
	my ($who, $code, %field) = @_;
	my $page = $office->get($who => "/records/$code");
	my ($token, $key) = map { Office::hidden($page, $_) } qw(token key);
	my %all = (token => $token, key => $key, %field);
	my $body = join '', map {
		"--cut\r\nContent-Disposition: form-data; name=\"$_\"\r\n\r\n$all{$_}\r\n"
	} sort keys %all;
	$body .= "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"r.pdf\"\r\n"
		. "Content-Type: application/pdf\r\n\r\n%PDF-1.7 result of $code\r\n--cut--\r\n";
	my $r = $s->post("/records/$code", $body, Cookie => $office->{jar}{$who},
		'Content-Type' => 'multipart/form-data; boundary=cut');
	utf8::decode($r->{body});
	return $r;
}

is(issue(van => $one, book => 'GCN', number => '7/GCN')->{header}{location}, "/records?done=$one", 'the seventh of its book');
my $twice = issue(van => $two, book => 'GCN', number => '07/GCN');
is($twice->{status}, 422, 'is not given twice');
like($twice->{body}, qr/id="number-wrong"[^<]*Số “07\/GCN” của sổ “GCN” năm nay đã cấp cho hồ sơ \Q$one\E/,
	'which is said at the field, with the dossier that has it');
like($twice->{body}, qr/value="07\/GCN"/, 'the number typed is kept');
like($twice->{body}, qr{href="/records/\Q$two\E\?book=GCN">GCN[^<]*8}, 'and the next of the book offered');
my $boss = $office->get(vp => "/records/$two");
like($boss->{body}, qr{href="/records/\Q$two\E\?book=GCN"}, 'a head who looks sees the books of the unit that numbers');

# By a form no file of the store but the dossier's own result is one.
my $foreign = $office->post(van => "/dossiers/$two/act/number", number => '8/GCN', book => 'GCN', file => $plain);
is($foreign->{status}, 422, 'a file that somebody kept in the store is no result');
is($office->post(van => "/dossiers/$two/act/number", number => '8/GCN', book => 'GCN', file => $paper)->{status}, 422,
	"nor is the citizen's paper");
utf8::decode($foreign->{body});
like($foreign->{body}, qr/Tệp kết quả phải là kết quả đã đính kèm/, 'which is said');
unlike(join(' ', $office->kinds($two)), qr/numbered/, 'and nothing is numbered');
is(issue(van => $two, book => 'GCN', number => '8/GCN')->{header}{location}, "/records?done=$two", 'its own is');

done_testing();
