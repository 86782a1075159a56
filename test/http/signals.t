#!/usr/bin/perl
# The life of signals through the browser and the API (rule 34): told, replied to, ruled on, appealed;
# and that nobody else learns of one before a ruling, anywhere.
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use Api;
use Office;
use JSON::PP;
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output);
my $dunghen = $ENV{DUNGHEN};
sub text { my ($r) = @_; my $t = $r->{body}; utf8::decode($t); return $t }
sub has { my ($r, $what, $name) = @_; return ok(text($r) =~ $what, $name) || diag("lacks $what") }
sub hasnt { my ($r, $what, $name) = @_; return ok(text($r) !~ $what, $name) || diag("has $what") }

my $o = Office->new(clock => '2026-03-02T08:00', people => {
	lan => 'clerk 25195.mc', minh => 'head 25195.kt', tuan => 'officer 25195.kt', yen => 'officer 25195.kt',
	nga => 'head 25195.vhxh', chu => 'head 25195', tinh => 'head dn', an => 'officer ttt.nv1', binh => 'officer ttt.nv1',
	quy => 'head 25195.mttq', lam => 'officer 25195.mttq', duc => 'officer 25195.vhxh',
});
my $api = Api->new(office => $o, tokens => { map { $_ => "$_ dossiers.read,dossiers.act" } qw(tuan minh yen chu) });

# --- found: kept for three days by Tuấn, then returned; an opinion that never came ---
my ($d) = $o->act([ lan => receive_new => { procedure => '1.001612', channel => 'counter', receiving => '25195.mc',
	owner => { name => 'Nguyễn Văn Thử' } } ]);
my $code = $d->{code};
$o->act([ lan => hand_over => { dossier => $code, outcome => 'forward' } ], [ tuan => take => { dossier => $code } ]);
my ($asked) = $o->act([ lan => receive_new => { procedure => '1.001776', channel => 'counter', receiving => '25195.mc',
	owner => { name => 'Trần Thị Mẫu' } } ]);
$o->act([ lan => hand_over => { dossier => $asked->{code}, outcome => 'forward' } ], [ duc => take => { dossier => $asked->{code} } ],
	[ duc => ask_opinion => { dossier => $asked->{code}, units => ['25195.mttq'], question => 'Có thuộc diện không?' } ]);
my ($third) = $o->act([ lan => receive_new => { procedure => '1.001776', channel => 'counter', receiving => '25195.mc',
	owner => { name => 'Phạm Thị Dụ' } } ]);
$o->act([ lan => hand_over => { dossier => $third->{code}, outcome => 'forward' } ], [ duc => take => { dossier => $third->{code} } ],
	[ duc => ask_opinion => { dossier => $third->{code}, units => ['25195.mttq'], question => 'Có thuộc diện không?' } ],
	[ lam => answer_opinion => { dossier => $third->{code}, number => 1, answer => 'agree', text => 'Đồng ý' }, '2026-03-02T10:00' ]);
$o->{clock} = '2026-03-05T09:00';
$o->act([ tuan => send_back => { dossier => $code, reason => 'R01', note => 'Thiếu chữ ký' } ]);
like(qx($dunghen signals --tell --db $o->{db} --clock 2026-03-05T17:00 --lang en), qr/\b2 new signals/, 'two are told');
my $s = $o->serve(clock => '2026-03-06T08:00');
$o->enter($_) for qw(lan minh tuan yen nga chu tinh an binh quy qt);

# --- who sees it before a ruling, and who does not ---
my $page = $o->get(tuan => '/signals');
has($page, qr{Để lâu rồi mới trả lại}, 'the person sees it');
has($page, qr{chờ giải trình, hạn}, 'and that a reply is owed');
my ($path) = text($page) =~ m{href="(/signals/m[0-9a-z]{13})"} or BAIL_OUT('no way to it');
my ($id) = $path =~ m{(m\w+)$};
has($o->get(tuan => '/work'), qr{href="\Q$path\E"}, 'it stands among what they owe');
has($o->get(minh => '/signals?show=unit'), qr{\Q$path\E}, 'the head of the room sees it');
hasnt($o->get(minh => '/owed'), qr{\Q$path\E}, 'and owes nothing yet');
for my $other (qw(yen lan nga chu tinh binh qt)) {
	is($o->get($other => $path)->{status}, 404, "$other finds nothing there");
	hasnt($o->get($other => "/signals?show=all"), qr{\Q$path\E}, '… nor in lists');
	is($o->get($other => "/matters/$id")->{status}, 404, '… nor among matters');
	is($o->post($other => "$path/reply", text => 'Không phải tôi')->{status}, 404, '… nor by acting');
	my $r = $o->get($other => "/dossiers/$code");
	hasnt($r, qr{id="signals"|/signals/m}, '… nor on the page of the dossier');
	hasnt($o->get($other => "/find?q=$id"), qr{/signals/m}, '… nor by searching');
}
has($o->get(tuan => "/dossiers/$code"), qr{id="signals"}, 'the person has it on the page of the dossier');
my ($rows) = text($o->get(qt => '/admin/search?kind=signal_opened')) =~ m{<tbody>(.*?)</tbody>}s;
is($rows, undef, 'an administrator who searches the ledger finds nothing of it');
like(text($o->get(qt => '/admin/search?kind=sent_back')), qr{<tbody>}, 'but other acts');
is($o->post(qt => '/inspections/open', unit => '25195', decision => '01/QD', until => '2026-05-10T17:00', inspectors => 'an')->{status},
	303, 'an inspection begins');
has($o->get(an => '/signals?show=all'), qr{\Q$path\E}, 'whoever inspects sees it');
is($o->get(an => $path)->{status}, 200, 'with all of it');
is($o->get(binh => $path)->{status}, 404, 'a colleague of theirs does not');

# --- by programs ---
my $list = $api->get('tuan', '/api/v1/signals?show=me')->{json};
is($list->{to_reply}, 1, 'the API says what is to be replied to');
is($list->{signals}[0]{id}, $id, 'and which');
is_deeply($api->get('yen', '/api/v1/signals')->{json}{signals}, [], 'others have none');
Api::refused($api->get('yen', "/api/v1/signals/$id"), 404, 'matter.unknown', 'and find none');
Api::refused($api->get('tuan', '/api/v1/signals?show=theirs'), 422, 'signals.show_word', 'no such list');
Api::refused($api->act('yen', reply_signal => { matter => $id, text => 'Không' }), 404, 'hearing.unknown', 'nor reply to it');
my $one = $api->get('tuan', "/api/v1/signals/$id")->{json};
ok(@{ $one->{evidence} } >= 2 && $one->{may_reply}, 'one with its evidence');
hasnt($api->get('yen', "/api/v1/dossiers/$code"), qr{signal}, 'the dossier for programs says nothing');

# --- replied to ---
$page = $o->get(tuan => $path);
has($page, qr{Giữ hết thời gian của bước}, 'the plain sentence');
has($page, qr{mục sổ \d+}, 'the entries that show it');
has($page, qr{href="/dossiers/\Q$code\E"}, 'with the way to the dossier');
has($page, qr{chưa có kết luận nào về loại này}, 'what its detector was worth');
hasnt($page, qr{name="ruling"}, 'and no ruling by oneself');
is($o->post(tuan => "$path/reply", text => '')->{status}, 422, 'not without words');
is($o->post(minh => "$path/rule", ruling => 'established', text => 'Đúng')->{status}, 422, 'no ruling before the reply');
is($o->post(tuan => "$path/reply", text => 'Chờ <b>bản vẽ</b>')->{status}, 303, 'replied to');
has($o->get(tuan => $path), qr{Chờ &lt;b&gt;bản vẽ&lt;/b&gt;}, 'as it was typed, escaped');
hasnt($o->get(tuan => $path), qr{/reply"}, 'once');

# --- ruled on ---
has($o->get(minh => '/owed'), qr{\Q$path\E}, 'now the head owes a ruling');
has($o->get(minh => '/signals?show=rule'), qr{\Q$path\E}, 'and has it in the list');
is($o->post(tuan => "$path/rule", ruling => 'not_established', text => 'Không')->{status}, 403, 'nobody rules for themselves');
is($o->post(minh => "$path/rule", ruling => '', text => 'Đúng')->{status}, 422, 'not without a ruling');
is($o->post(minh => "$path/rule", ruling => 'established', text => 'Bản vẽ đã có')->{status}, 303, 'ruled on');
has($o->get(tuan => $path), qr{kết luận: có}, 'the person reads it');
has($o->get(chu => "/signals?show=all"), qr{\Q$path\E}, 'those above see it now');
is($o->get(yen => $path)->{status}, 404, 'a colleague still does not');
has($o->get(tuan => $path), qr{đúng 100}, 'its detector was right in one of one');

# --- appealed, once ---
is($o->post(minh => "$path/appeal", text => 'Chưa đủ')->{status}, 422, 'not by others');
is($o->post(tuan => "$path/appeal", text => 'Thiếu trang hai')->{status}, 303, 'appealed');
is($o->post(minh => "$path/rule", ruling => 'established', text => 'Vẫn thế')->{status}, 403, 'another superior rules');
is($api->act('chu', rule_signal => { matter => $id, ruling => 'not_established', text => 'Trang hai về hôm thứ Năm' })->{status}, 200, 'by a program too');
has($o->get(tuan => $path), qr{kết luận: không}, 'not established');
hasnt($o->get(tuan => $path), qr{name="text"}, 'and final');
my @ruled = map { decode_json($_) } split /\n/, qx($dunghen signals --ruled --json --db $o->{db});
my ($row) = grep { $_->{name} eq 'sits_returns' } @ruled;
is_deeply([ @$row{qw(established not_established precision)} ], [ 0, 1, 0 ], 'the precision on real rulings');

# --- of a unit as such ---
my ($unit) = text($o->get(quy => '/signals')) =~ m{href="(/signals/m[0-9a-z]{13})"};
ok($unit, 'the head of a silent unit is asked');
has($o->get(quy => $unit), qr{Cả đơn vị}, 'for the unit');
is($o->post(quy => "$unit/reply", text => 'Cán bộ đi tập huấn')->{status}, 303, 'and replies');
is($o->get(duc => $unit)->{status}, 404, 'who asked sees nothing of it');
is($o->post(chu => "$unit/rule", ruling => 'established', text => 'Không báo')->{status}, 303, 'the superior rules');

# --- praise: told to nobody, confirmed by a superior who had no hand in it ---
unlike(text($o->get(lam => '/signals?show=all')), qr{Giúp đơn vị khác}, 'nobody is asked about praise');
$page = $o->get(chu => '/signals?show=praise');
has($page, qr{Giúp đơn vị khác.*\Q$third->{code}\E}s, 'the superior has it to confirm');
hasnt($o->get(nga => '/signals?show=praise'), qr{\Q$third->{code}\E}, 'others have not');
my %praise = (dossier => $third->{code}, what => 'helpful', person => 'lam');
is($o->post(quy => '/signals/praise', %praise)->{status}, 403, 'not the head who had the question');
is($o->post(chu => '/signals/praise', %praise)->{status}, 303, 'confirmed');
has($o->get(lam => '/signals'), qr{được ghi nhận}, 'the person reads it');
is($o->post(chu => '/signals/praise', %praise)->{status}, 422, 'once');

# --- the command line: what that person may see ---
my @seen = map { decode_json($_) } split /\n/, qx($dunghen signals --as tuan --json --db $o->{db});
is(scalar(grep { $_->{id} eq $id } @seen), 1, 'as the person');
is(qx($dunghen signals --as yen --json --db $o->{db}), '', 'as somebody else');
my ($m) = $id;
my $shown = decode_json(scalar qx($dunghen signals show $m --as tuan --json --db $o->{db}));
is_deeply([ map { $_->{kind} } @{ $shown->{life} } ], [qw(signal_opened signal_replied signal_ruled signal_appealed signal_ruled)], 'its life');
qx($dunghen signals show $m --as yen --db $o->{db} 2>&1);
is($? >> 8, 1, 'not for somebody else');
$s->stop;
$api->check;
is(system("$dunghen verify --db $o->{db} >/dev/null"), 0, 'the store holds');

# --- the evidence of a dossier takes along what whoever asks may see ---
my $public = decode_json(scalar qx($dunghen ledger head --db $o->{db} --json))->{key};
for my $case ([ an => 4 ], [ lan => 0 ]) {
	my ($who, $want) = @$case;
	is(system("$dunghen ledger evidence $code --as $who --db $o->{db} --clock 2026-03-06T12:00 > $o->{dir}/evidence 2>/dev/null"), 0,
		"$who takes evidence along");
	my $said = qx($dunghen ledger check $o->{dir}/evidence --key '$public' --json);
	is($? >> 8, 0, 'which anybody can check');
	my @kinds = $said =~ /signal_\w+/g;
	# Meanwhile others may be told of the same dossier: each is opened.
	is(scalar(grep { $_ ne 'signal_opened' } @kinds), $want, "with what became of its signal") or diag($said);
	is(!!(grep { $_ eq 'signal_opened' } @kinds), !!$want, '… from its beginning');
}
done_testing();
