#!/usr/bin/perl
# What somebody owes that is no dossier: in the inbox, on its page, answered by its form.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Api;
use Office;
use Test::More;

# A page is too long to be shown when it is not as it should be.
sub has { my ($r, $what, $name) = @_; return ok($r->{body} =~ $what, $name) || diag("lacks $what") }
sub hasnt { my ($r, $what, $name) = @_; return ok($r->{body} !~ $what, $name) || diag("has $what") }

my $o = Office->new(clock => '2026-03-03T08:00', people => {
	duc => 'officer 25195.vhxh', nga => 'head 25195.vhxh', quy => 'head 25195.mttq', lan => 'clerk 25195.mc',
	chu => 'head 25195', mai => 'head 25195.mc', minh => 'head 25195.kt', xuan => 'head so-xd',
});
my $api = Api->new(office => $o, tokens => { nga => 'nga dossiers.read,dossiers.act' });
my ($made) = $o->act([ duc => register_matter => { unit => '25195.vhxh', number => '12/CV', dated => '2026-03-02',
	sender => 'Trường Mẫu', question => 'Có <b>hỗ trợ</b> không?' } ]);
my $matter = $made->{matter};
like($matter, qr/^m[0-9a-z]{13}$/, 'a matter is named by its id');
$o->act([ duc => ask_on_matter => { matter => $matter, unit => '25195.mttq', limit => '12h' } ]);
$o->serve(clock => '2026-03-03T09:00');

$o->enter($_) for qw(quy duc lan chu);
my $page = $o->get(quy => '/work');
is($page->{status}, 200, 'the inbox of whoever is asked');
has($page, qr{<a href="/matters/\Q$matter\E"><b>Cho ý kiến · 12/CV</b></a>}, 'shows it');
hasnt($o->get(duc => '/work'), qr{/matters/}, 'that of whoever asks does not');
has($o->get(quy => '/owed'), qr{/matters/\Q$matter\E}, 'so does the list');
has($o->get(duc => '/owed'), qr{Không có việc nào khác}, 'an empty one says so');

my $one = $o->get(quy => "/matters/$matter");
has($one, qr{Có &lt;b&gt;hỗ trợ&lt;/b&gt; không\?}, 'its question, escaped');
has($one, qr{<textarea[^>]* name="text"}, 'and a form to answer');
hasnt($o->get(duc => "/matters/$matter"), qr{<textarea}, 'which is not for whoever asked');
hasnt($one, qr{id="ask"}, 'who is asked has no form to ask others');
is($o->get(lan => "/matters/$matter")->{status}, 403, 'nobody else reads it');
is($o->get(chu => "/matters/$matter")->{status}, 200, 'but a superior does');
is($o->get(quy => '/matters/m000000000000a')->{status}, 404, 'one that is not there');
is($o->get(quy => '/matters/12')->{status}, 404, 'nor by a number');
is($o->get(quy => '/owed?after=nonsense')->{status}, 422, 'a place in the list that is none');

my $r = $o->post(quy => "/matters/$matter/answer", number => 1, answer => 'agree', text => '');
is($r->{status}, 422, 'an answer without words');
$r = $o->post(duc => "/matters/$matter/answer", number => 1, answer => 'agree', text => 'Thay');
is($r->{status}, 403, 'an answer by whoever was not asked');
$r = $o->post(quy => "/matters/$matter/answer", number => 1, answer => 'conditions', text => 'Cần danh sách');
is($r->{status}, 303, 'is taken');
has($o->get(duc => "/matters/$matter"), qr{Cần danh sách}, 'and read by whoever asked');
hasnt($o->get(quy => '/work'), qr{/matters/}, 'nothing is owed any more');

# --- one or many at once ---
my $form = $o->get(duc => "/matters/$matter");
has($form, qr{<select id="ask-units" name="units" multiple}, 'who asked may ask further units');
has($form, qr{<option value="25195.mc">}, '… rooms of the own agency among them');
hasnt($form, qr{<option value="25195.vhxh">}, '… but not the own one');
has($form, qr{<select id="ask-members" name="members" multiple.*<option value="xuan">}s, 'and members by name');
hasnt($form, qr{<option value="duc">}, '… who lead something');
$r = $o->post(duc => "/matters/$matter/ask", limit => '8h');
is($r->{status}, 422, 'nobody named');
$r = $o->post(duc => "/matters/$matter/ask", units => [ '25195.mc', '25195.kt' ], quorum => 4, limit => '8h');
is($r->{status}, 422, 'more opinions than asked');
has($r, qr{id="ask-quorum-wrong"}, '… is said at its field');
has($r, qr{<option value="25195.mc" selected>.*<option value="25195.kt" selected>|<option value="25195.kt" selected>.*<option value="25195.mc" selected>}s, '… and what was chosen stays');
is($o->post(lan => "/matters/$matter/ask", units => '25195.mc', limit => '8h')->{status}, 403, 'not by somebody of another room');
$r = $o->post(duc => "/matters/$matter/ask", units => [ '25195.mc', '25195.kt' ], members => 'xuan', quorum => 2, limit => '8h');
is($r->{status}, 303, 'three at once');
$form = $o->get(duc => $r->{header}{location});
has($form, qr{Đã gửi câu hỏi\.}, 'it says so');
has($form, qr{Đợt 2: hỏi 3 nơi, cần 2 ý kiến, đã có 0}, 'and how many opinions there are');
has($o->get(mai => '/work'), qr{/matters/\Q$matter\E}, 'one of them has it in the inbox');
$o->enter('xuan');
has($o->get(xuan => "/matters/$matter"), qr{id="answer-4"}, 'the member has a form to answer');
hasnt($o->get(mai => "/matters/$matter"), qr{id="answer-4"}, '… and nobody else has that one');
is($o->post(mai => "/matters/$matter/answer", number => 2, answer => 'agree', text => 'Đồng ý')->{status}, 303, 'one answers');
has($o->get(duc => "/matters/$matter"), qr{cần 2 ý kiến, đã có 1}, 'and counts');
$r = $api->act('nga', close_matter => { matter => $matter });
Api::refused($r, 409, 'matter.quorum', 'it is not closed while opinions may come');
is($o->post(xuan => "/matters/$matter/answer", number => 4, answer => 'object', text => 'Không đồng ý')->{status}, 303, 'another');
$r = $api->act('nga', ask_on_matter => { matter => $matter, units => ['25195.mttq'], members => ['chu'], quorum => 1, limit => '4h' });
is($r->{status}, 200, 'a program asks many as well');
is(scalar @{ [ $r->{json}{seq}[0] .. $r->{json}{seq}[1] ] }, 2, '… with an entry for each');
Api::refused($api->act('nga', ask_on_matter => { matter => $matter, limit => '4h' }), 422, 'matter.nobody', '… but not nobody');
$api->check;

done_testing();
