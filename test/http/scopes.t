#!/usr/bin/perl
# Who signs what: the head decides it on the page of the unit, and the signer's pages say so.
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use Office;
use Test::More;

my $office = Office->new(
	clock  => '2026-03-02T08:00',
	people => { lan => 'clerk 25195.mc', minh => 'head 25195.kt', chu => 'head 25195', pho => 'deputy 25195' });

sub to_sign {
	my ($owner) = @_;
	my ($r) = $office->act([ lan => receive_new => { procedure => '1.001612', channel => 'counter',
		receiving => '25195.mc', owner => { name => $owner } } ]);
	my $d = { dossier => $r->{code} };
	$office->act([ lan => hand_over => { %$d, outcome => 'forward' } ],
		[ minh => hand_over => { %$d, outcome => 'forward' } ], [ minh => finish => $d ]);
	return $r->{code};
}
my ($one, $two) = (to_sign('Lê Thị Mẫu'), to_sign('Bùi Văn Thử'));
$office->serve;
sub body { my $r = $office->get(@_); utf8::decode($r->{body}); return $r->{body} }
sub sent { my $r = $office->post(@_); utf8::decode($r->{body}); return $r }

my $page = body(chu => '/unit/signing');
like($page, qr/Chưa phân công/, 'nothing is decided yet, which is said');
like($page, qr/<option value="pho 25195 deputy"/, 'a deputy can be chosen');
like($page, qr/<option value="minh 25195\.kt head"/, 'and the head of a room');
unlike($page, qr/<option value="chu /, 'but not oneself');
like($page, qr/name="fields" value="Hộ tịch"/, 'with the fields of the law');
unlike(body(pho => '/unit/signing'), qr{action="/unit/signing/add"}, 'a deputy looks, and decides nothing');
is($office->get(lan => '/unit/signing')->{status}, 403, 'whoever leads nothing does not look');
like(body(pho => '/sign'), qr{href="/sign/\Q$one\E}, 'a deputy has it to sign');
like(body(pho => "/sign/$one"), qr{action="/sign/\Q$one\E/act/sign"}, 'and may');

# One says what: nothing ticked is not everything.
my %pho = (seat => 'pho 25195 deputy');
my $nothing = sent(chu => '/unit/signing/add', %pho, to => '2026-12-31T17:00');
is($nothing->{status}, 422, 'nothing chosen is refused');
like($nothing->{body}, qr/Chưa rõ được ký những gì/, 'with what is missing');
like($nothing->{body}, qr/value="2026-12-31T17:00"/, 'and the dates kept');
my $both = sent(chu => '/unit/signing/add', %pho, all => 1, fields => 'Hộ tịch');
is($both->{status}, 422, 'all and a field at once too');
like($both->{body}, qr/value="Hộ tịch" checked/, 'the tick kept');
my $code = sent(chu => '/unit/signing/add', %pho, codes => '1.001612, 9.999999');
is($code->{status}, 422, 'a procedure that is not there');
like($code->{body}, qr/value="1\.001612, 9\.999999"/, 'the codes kept');
is(sent(pho => '/unit/signing/add', seat => 'minh 25195.kt head', all => 1)->{status}, 403, 'not by a deputy');
is(sent(chu => '/unit/signing/add', %pho, fields => [ 'Hộ tịch', 'Chứng thực' ])->{header}{location},
	'/unit/signing?done=add', 'decided');
my $list = body(chu => '/unit/signing');
like($list, qr/Hộ tịch; Chứng thực/, 'it is listed');

# What is left to others stands in the list and cannot be signed.
my $queue = body(pho => '/sign');
like($queue, qr/ngoài phân công ký/, 'the list says whose it is not');
my $shown = body(pho => "/sign/$one");
like($shown, qr/không thuộc phân công ký/, 'and so does its page');
like($shown, qr/Hộ tịch; Chứng thực — từ/, 'with what is signed by decision');
unlike($shown, qr{act/sign"}, 'it offers no signing');
unlike(body(pho => '/sign'), qr/name="code" value="\Q$one\E"/, 'nor ticking, once it was opened');
my $forced = sent(pho => "/sign/$one/act/sign");
is($forced->{status}, 403, 'and it is refused when it is sent all the same');
like($forced->{body}, qr/không được phân công ký lĩnh vực “Đăng ký hộ kinh doanh”/, 'with the field named');

is(sent(chu => '/unit/signing/add', %pho, codes => '1.001612')->{header}{location}, '/unit/signing?done=add',
	'one procedure more');
is(sent(pho => "/sign/$one/act/sign")->{status}, 303, 'which the deputy then signs');
my ($since) = body(chu => '/unit/signing') =~ /1\.001612.*?name="from" value="(2026[^"]+)"/s;
is(sent(chu => '/unit/signing/end', person => 'pho', unit => '25195', post => 'deputy', from => $since)->{header}{location},
	'/unit/signing?done=end', 'taken back');
is(sent(pho => "/sign/$two/act/sign")->{status}, 403, 'signed no more');
is(sent(chu => "/sign/$two/act/sign")->{status}, 303, 'but by the head');

done_testing();
