#!/usr/bin/perl
# Contests of competence and escalations through the browser (rules 32, 38): contested on the
# dossier's page, ruled on by a superior, counted on the heads' page; an overdue dossier passed
# up to the head, and the list of the agency's head acted on.
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use Office;
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output);
sub text { my ($r) = @_; my $t = $r->{body}; utf8::decode($t); return $t }
sub has { my ($r, $what, $name) = @_; return ok(text($r) =~ $what, $name) || diag("lacks $what") }
sub hasnt { my ($r, $what, $name) = @_; return ok(text($r) !~ $what, $name) || diag("has $what") }

my $o = Office->new(clock => '2026-03-02T08:00', people => {
	lan => 'clerk 25195.mc', minh => 'head 25195.kt', tuan => 'officer 25195.kt', yen => 'officer 25195.kt',
	nga => 'head 25195.vhxh', chu => 'head 25195', tinh => 'head dn',
});
sub receive {
	my ($name) = @_;
	my ($made) = $o->act([ lan => receive_new => { procedure => '1.001612', channel => 'counter',
		receiving => '25195.mc', owner => { name => $name } } ]);
	$o->act([ lan => hand_over => { dossier => $made->{code}, outcome => 'forward' } ],
		[ tuan => take => { dossier => $made->{code} } ]);
	return $made->{code};
}
my ($one, $two) = map { receive($_) } 'Nguyễn Văn Thử', 'Trần Thị Mẫu';
my $s = $o->serve(clock => '2026-03-02T09:00');
$o->enter($_) for qw(lan minh tuan nga chu tinh);

# --- contested ---
my $page = $o->get(tuan => "/dossiers/$one");
has($page, qr{action="/dossiers/\Q$one\E/act/contest}, 'whoever has it may contest it');
has($page, qr{<option value="field">Không thuộc lĩnh vực}, 'by a reason of the list');
has($page, qr{<option value="25195\.vhxh">}, 'and name a room of the same agency');
hasnt($o->get(minh => "/dossiers/$one"), qr{act/rule_contest}, 'nothing is to be ruled on');
is($o->post(tuan => "/dossiers/$one/act/contest", reason => '', text => 'Không phải')->{status}, 422, 'not without one');
is($o->post(tuan => "/dossiers/$one/act/contest", reason => 'field', named => '25195.vhxh',
	text => 'Của <b>phòng Văn hóa</b>')->{status}, 303, 'contested');
$page = $o->get(tuan => "/dossiers/$one");
has($page, qr{id="contests"}, 'the page says so');
has($page, qr{phân xử thẩm quyền, còn}, 'the ribbon too');
has($page, qr{Của &lt;b&gt;phòng Văn hóa&lt;/b&gt;}, 'with what was typed, escaped');
has($o->get(chu => '/work'), qr{href="/unit/contests\?show=mine">1 hồ sơ chờ ông/bà phân xử}, 'the superior is told');
has($o->get(chu => '/unit/contests?show=mine'), qr{\Q$one\E}, 'and has it in the list');
hasnt($o->get(nga => '/unit/contests?show=all'), qr{\Q$one\E}, 'others do not');
is($o->get(tuan => '/unit/contests')->{status}, 403, 'it is for those who lead');

# --- ruled on ---
is($o->post(minh => "/dossiers/$one/act/rule_contest", ruling => 'dismissed', text => 'Của tôi')->{status}, 403, 'not by the unit itself');
$page = $o->get(chu => "/dossiers/$one");
has($page, qr{act/rule_contest}, 'the superior may');
is($o->post(chu => "/dossiers/$one/act/rule_contest", ruling => 'upheld', to => '25195.vhxh',
	text => 'Theo phân công')->{status}, 303, 'does');
has($o->get(nga => "/dossiers/$one"), qr{Phân xử: không thuộc thẩm quyền; chuyển cho}, 'and the named unit has it');
$page = $o->get(chu => '/unit/contests?show=all');
has($page, qr{kết luận không thuộc thẩm quyền}, 'the list says how it came out');
has($page, qr{tính cho nơi chuyển}, 'and whose the time is');
has($page, qr{Được chấp nhận">1<}, 'counted by unit');
is_deeply([ grep { /contest/ } $o->kinds($one) ], [qw(contested contest_ruled)], 'on record');
$s->stop;

# --- overdue: the head of the unit, then of the agency ---
$o->{token} = {};
$o->{clock} = '2026-03-06T08:00';
$o->act([ minh => reassign => { dossier => $two, to => 'yen', note => 'Thử' } ]);
ok((grep { $_ eq 'escalated' } $o->kinds($two)), 'passed up when its date was over');
my $three = receive('Lê Văn Ví');
# All that time does on the way is done when somebody acts.
$o->{clock} = '2026-03-13T08:00';
receive('Phạm Thị Dụ');
$s = $o->serve(clock => '2026-03-13T08:00');
$o->enter($_) for qw(minh chu tinh lan);
has($o->get(minh => '/work'), qr{href="/unit/escalated">}, 'its head is told');
has($o->get(minh => '/unit/escalated'), qr{\Q$three\E}, 'and has the list');
is($o->post(minh => "/dossiers/$three/act/act_on_escalation", how => 'helped', text => 'Cử thêm người')->{status}, 303, 'acts');
hasnt($o->get(minh => '/unit/escalated'), qr{\Q$three\E}, 'and owes it no more');
$page = $o->get(chu => '/owed');
my ($list) = grep { text($o->get(chu => $_)) =~ /\Q$two\E/ } text($page) =~ m{(/escalations/m[0-9a-z]+)}g;
ok($list, 'the head of the agency owes something about a list') or BAIL_OUT('no list');
$page = $o->get(chu => $list);
has($page, qr{\Q$two\E}, 'which names the dossier');
has($page, qr{name="how"}, 'and asks to act');
is($o->get(lan => $list)->{status}, 403, 'not for everybody');
is($o->get(chu => '/escalations/m000000000000a')->{status}, 404, 'one that is not there');
is($o->post(chu => "$list/act", how => 'helped', text => '')->{status}, 422, 'not without words');
is($o->post(chu => "$list/act", how => 'explained', text => 'Thiếu người')->{status}, 303, 'acted on');
has($o->get(tinh => $list), qr{giải trình.*Thiếu người}s, 'for superiors to read');
hasnt($o->get(chu => $list), qr{name="how"}, 'and closed');

done_testing();
