#!/usr/bin/perl
# Second returns through the browser and the API (rule 33): asked of a superior on the dossier's page, in the
# superior's list, passed on or left where it is.
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use Api;
use Office;
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output);
sub text { my ($r) = @_; my $t = $r->{body}; utf8::decode($t); return $t }
sub has { my ($r, $what, $name) = @_; return ok(text($r) =~ $what, $name) || diag("lacks $what") }
sub hasnt { my ($r, $what, $name) = @_; return ok(text($r) !~ $what, $name) || diag("has $what") }

my $o = Office->new(clock => '2026-03-02T08:00', people => {
	lan => 'clerk 25195.mc', minh => 'head 25195.kt', tuan => 'officer 25195.kt', nga => 'head 25195.vhxh',
});
sub returned_once {
	my ($name) = @_;
	my ($made) = $o->act([ lan => receive_new => { procedure => '1.001612', channel => 'counter',
		receiving => '25195.mc', owner => { name => $name } } ]);
	my $code = $made->{code};
	$o->act([ lan => hand_over => { dossier => $code, outcome => 'forward' } ],
		[ tuan => take => { dossier => $code } ],
		[ tuan => send_back => { dossier => $code, reason => 'R01', note => 'Thiếu chữ ký' } ],
		[ lan => hand_over => { dossier => $code, outcome => 'forward' } ],
		[ tuan => take => { dossier => $code } ]);
	return $code;
}
my ($one, $two) = map { returned_once($_) } 'Nguyễn Văn Thử', 'Trần Thị Mẫu';
my $api = Api->new(office => $o, tokens => { minh => 'minh dossiers.read,dossiers.act' });
my $s = $o->serve(clock => '2026-03-02T09:00');
$o->enter($_) for qw(lan minh tuan nga);

# --- asked ---
for my $code ($one, $two) {
	is($o->post(tuan => "/dossiers/$code/act/send_back", reason => 'unrepaired', note => 'Vẫn <b>thiếu</b>',
		sure => 1)->{status}, 303, 'asked to send it back once more');
}
my $page = $o->get(tuan => "/dossiers/$one?done=send_back");
has($page, qr{đề nghị trả lại lần nữa}i, 'the page says what was done');
has($page, qr{id="returns"}, 'and what it waits for');
has($page, qr{chờ .{1,80} quyết định}, 'by whom');
has($page, qr{Vẫn &lt;b&gt;thiếu&lt;/b&gt;}, 'with what was typed, escaped');
hasnt($page, qr{act/rule_return}, 'who asks does not decide');
has($o->get(minh => '/work'), qr{href="/unit/returns">2 hồ sơ chờ ông/bà quyết định}, 'the superior is told');
has($o->get(minh => '/unit/returns'), qr{\Q$one\E}, 'and has the list');
hasnt($o->get(nga => '/unit/returns'), qr{\Q$one\E}, 'others do not');
is($o->get(tuan => '/unit/returns')->{status}, 403, 'it is for those who lead');

# --- decided ---
is($o->post(tuan => "/dossiers/$one/act/rule_return", ruling => 'passed_on', text => 'Tự duyệt')->{status}, 403, 'not by who asks');
$page = $o->get(minh => "/dossiers/$one");
has($page, qr{<option value="passed_on">}, 'the superior passes it on');
has($page, qr{<option value="kept">}, 'or leaves it');
is($o->post(minh => "/dossiers/$one/act/rule_return", ruling => 'passed_on', text => 'Chưa khắc phục')->{status}, 303, 'passed on');
my $asked = $api->get('minh', "/api/v1/dossiers/$two")->{json}{second_returns};
is("$asked->[0]{state} $asked->[0]{reason} $asked->[0]{superior}{unit}", 'open unrepaired 25195.kt', 'the API says it too');
my $ruled = $api->act("minh", rule_return => { dossier => $two, ruling => "kept", text => "Tự sửa được" });
is($ruled->{status}, 200, "left, by a program");
is($api->get('minh', "/api/v1/dossiers/$two")->{json}{second_returns}[0]{state}, 'kept', 'and shown so');
is_deeply([ (grep { $_ =~ /return|sent_back/ } $o->kinds($one)) ], [ qw(sent_back return_asked return_ruled sent_back) ], 'sent back by the ruling');
is_deeply([ (grep { $_ =~ /return|sent_back/ } $o->kinds($two)) ], [ qw(sent_back return_asked return_ruled) ], 'or not');
has($o->get(minh => "/dossiers/$one"), qr{quyết định trả lại}, 'the page says how it came out');
has($o->get(minh => "/dossiers/$two"), qr{quyết định không trả lại}, 'both ways');
has($o->get(minh => '/unit/returns'), qr{Không có lần trả lại nào}, 'nothing is owed any more');

is($s->stop, 0, 'it stops');
$api->check;
is(system("$ENV{DUNGHEN} verify --db $o->{db} >/dev/null"), 0, 'the store verifies');
done_testing;
