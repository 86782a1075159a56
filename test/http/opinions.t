#!/usr/bin/perl
# Opinions owed and asked: one page for dossiers and registered papers, the form to answer a click
# away, the inbox, and the same for programs.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Office;
use Api;
use Test::More;

# A page is too long to be shown when it is not as it should be.
sub has { my ($r, $what, $name) = @_; return ok($r->{body} =~ $what, $name) || diag("lacks $what") }
sub hasnt { my ($r, $what, $name) = @_; return ok($r->{body} !~ $what, $name) || diag("has $what") }

my $o = Office->new(clock => '2026-03-02T08:00', people => {
	lan => 'clerk 25195.mc', minh => 'head 25195.kt', tuan => 'officer 25195.kt', quy => 'head 25195.mttq',
	sang => 'head so-ct', linh => 'officer so-ct', duc => 'officer 25195.vhxh', nam => 'deputy so-ct',
});
my ($made) = $o->act([ lan => receive_new => { procedure => '1.001612', channel => 'counter', receiving => '25195.mc',
	owner => { name => 'Tạ Thị Thử' } } ]);
my $d = $made->{code};
$o->act([ lan => hand_over => { dossier => $d, outcome => 'forward' } ], [ tuan => take => { dossier => $d } ],
	[ tuan => ask_opinion => { dossier => $d, units => ['so-ct'], question => 'Ngành nghề này?', limit => '8h', signer => 'minh' } ],
	[ tuan => ask_opinion => { dossier => $d, members => ['nam'], question => 'Ý kiến riêng?', limit => '40h', signer => 'minh' } ]);
($made) = $o->act([ duc => register_matter => { unit => '25195.vhxh', number => '12/CV', dated => '2026-03-02',
	sender => 'Trường Mẫu', question => 'Có hỗ trợ không?' } ]);
my $m = $made->{matter};
$o->act([ duc => ask_on_matter => { matter => $m, unit => 'so-ct', limit => '4h' } ]);
$o->act([ qt => add_person => { key => 'later' }, '2026-03-03T09:00:00+07:00' ]);
my $api = Api->new(office => $o, tokens => { linh => 'linh dossiers.read' });
$o->serve(clock => '2026-03-03T09:00');
$o->enter($_) for qw(sang linh nam tuan duc quy);

my $page = $o->get(linh => '/opinions');
is($page->{status}, 200, 'the page of whoever is asked');
has($page, qr{12/CV.*\Q$d\E.*\Q$d\E}s, 'papers and dossiers in one list, by their due');
has($page, qr{class="chip late">[^<]*1 giờ}, 'what is late');
has($page, qr{đã ghi im lặng}, 'silence is on record');
has($page, qr{hỏi đích danh}, 'what one person alone can answer');
my @answer = $page->{body} =~ /href="([^"]*(?:open=answer_opinion|#answer)[^"]*)"/g;
is(scalar @answer, 2, 'two of the three are for an officer to answer');
is(scalar(() = $o->get(nam => '/opinions')->{body} =~ /open=answer_opinion/g), 2, 'the member answers his own too');
has($o->get(linh => '/opinions?show=late'), qr{12/CV}, 'the late ones');
hasnt($o->get(tuan => '/opinions'), qr{\Q$d\E}, 'nothing is owed by whoever asked');
has($o->get(tuan => '/opinions?show=asked'), qr{\Q$d\E.*Sở Công Thương}s, 'who sees what is waited for');
has($o->get(duc => '/opinions?show=asked'), qr{12/CV}, 'of papers too');
has($o->get(quy => '/opinions'), qr{không nợ ý kiến nào}, 'an empty one says so');
is($o->get(linh => '/opinions?after=x')->{status}, 422, 'a place in the list that is none');

my ($form) = grep { /open=/ } @answer;
$form =~ s/&amp;/&/g; $form =~ s/#.*//;
has($o->get(linh => $form), qr{<details id="act-answer_opinion" open>}, 'one click away stands the form, unfolded');
has($o->get(linh => $form), qr{<option value="1" selected>}, 'about the question that was meant');
has($o->get(linh => $form), qr{href="/opinions"}, 'and the way back');
$page = $o->get(tuan => "/dossiers/$d");
has($page, qr{<svg class="lane".*?Sở Công Thương chưa trả lời ý kiến}s, 'the ribbon says which unit is waited for');
has($page, qr{<svg class="lane".*?Nam \([^)]*Sở Công Thương\) được hỏi ý kiến}s, 'and which person');
has($o->get(linh => '/work'), qr{Đơn vị đang nợ 3 ý kiến, 2 ý kiến đã quá hạn}, 'the inbox says it');
hasnt($o->get(quy => '/work'), qr{đang nợ}, 'only to whom it concerns');

my $r = $o->post(linh => "/matters/$m/supplement", number => 1, text => 'Thêm');
is($r->{status}, 422, 'nothing to add to before an answer');
$r = $o->post(linh => "/matters/$m/answer", number => 1, answer => 'agree', text => 'Đồng ý');
is($r->{status}, 303, 'an answer about the paper');
hasnt($o->get(linh => '/opinions'), qr{12/CV}, 'is owed no more');
has($o->get(linh => "/matters/$m"), qr{action="/matters/\Q$m\E/supplement"}, 'it can be added to');
hasnt($o->get(duc => "/matters/$m"), qr{/supplement"}, 'by those who gave it');
$r = $o->post(linh => "/matters/$m/supplement", number => 1, text => 'Kèm <b>danh sách</b>');
is($r->{status}, 303, 'and is');
has($o->get(duc => "/matters/$m"), qr{Đồng ý.*Kèm &lt;b&gt;danh sách&lt;/b&gt;}s, 'both stand there, escaped');

$r = $api->get('linh', '/api/v1/opinions');
is($r->{status}, 200, 'for programs');
is_deeply([ map { "$_->{of} $_->{code} $_->{number} $_->{reminder}" } @{ $r->{json}{opinions} } ],
	[ "dossier $d 1 silent", "dossier $d 2 none" ], 'the same');
is(scalar @{ $api->get('linh', '/api/v1/opinions?show=late')->{json}{opinions} }, 1, 'late ones alone');
my $next = $api->get('linh', '/api/v1/opinions?limit=1')->{json}{next};
is($api->get('linh', "/api/v1/opinions?limit=1&after=$next")->{json}{opinions}[0]{number}, 2, 'page by page');
is($api->get('linh', '/api/v1/opinions?show=all')->{status}, 422, 'nothing of that name');
is($api->get('linh', '/api/v1/inbox')->{json}{count}{opinions_late}, 1, 'counted in the inbox');

done_testing();
