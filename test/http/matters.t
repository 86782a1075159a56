#!/usr/bin/perl
# What somebody owes that is no dossier: in the inbox, on its page, answered by its form.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Office;
use Test::More;

# A page is too long to be shown when it is not as it should be.
sub has { my ($r, $what, $name) = @_; return ok($r->{body} =~ $what, $name) || diag("lacks $what") }
sub hasnt { my ($r, $what, $name) = @_; return ok($r->{body} !~ $what, $name) || diag("has $what") }

my $o = Office->new(clock => '2026-03-03T08:00', people => {
	duc => 'officer 25195.vhxh', nga => 'head 25195.vhxh', quy => 'head 25195.mttq', lan => 'clerk 25195.mc',
	chu => 'head 25195',
});
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

done_testing();
