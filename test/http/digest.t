#!/usr/bin/perl
# A letter each working day (rule 38), by a real mail server: asked for on one's own page, sent
# once at the opening of the next working day, with codes and dates and nobody's name.
use strict;
use warnings;
use utf8;
use FindBin;
use lib $FindBin::Bin;
use Office;
use Post;
use Test::More;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output);

# A page in characters.
sub text { my ($r) = @_; my $t = $r->{body}; utf8::decode($t); return $t }

my $post = Post->new;
my $o = Office->new(clock => '2026-03-02T08:00', people => {
	lan => 'clerk 25195.mc', minh => 'head 25195.kt', tuan => 'officer 25195.kt', chu => 'head 25195',
});
sub receive {
	my ($at) = @_;
	$o->{clock} = $at;
	return ($o->act([ lan => receive_new => { procedure => '1.001612', channel => 'counter', receiving => '25195.mc',
		owner => { name => 'Nguyễn Văn Thử' } } ]))[0]{code};
}
my $code = receive('2026-03-02T08:00');
$o->act([ lan => hand_over => { dossier => $code, outcome => 'forward' } ], [ tuan => take => { dossier => $code } ]);
my $s = $o->serve(clock => '2026-03-05T16:00', senders => $post->settings);

$o->enter($_) for qw(tuan minh lan);
my $page = $o->get(tuan => '/own/digest');
is($page->{status}, 200, 'a page of one\'s own');
like($page->{body}, qr/\Q$code\E/, 'says what a letter would say now');
unlike(text($page), qr/Nguyễn/, 'and nobody\'s name');
is($o->post(tuan => '/own/digest', address => 'tuan@@example.vn')->{status}, 422, 'an address that is none');
is($o->post(tuan => '/own/digest', address => "tuan\@example.vn\r\nBcc: x\@example.vn")->{status}, 422, 'nor two');
is($o->post(tuan => '/own/digest', address => 'tuan@example.vn')->{status}, 303, 'asked for');
is($o->post(minh => '/own/digest', address => 'minh@example.vn')->{status}, 303, 'by the head too');
like($o->get(tuan => '/own/digest')->{body}, qr/value="tuan\@example\.vn"/, 'and kept');
unlike($o->get(lan => '/own/digest')->{body}, qr/tuan\@example/, 'for oneself alone');
$o->{served}->stop;
$o->{token} = {};

# Friday, after the promise of Thursday 17:00: one letter each, once.
receive('2026-03-06T08:00');
$o->serve(clock => '2026-03-06T08:00', senders => $post->settings);
my %letter = map { $_->{to}[0] => $_ } ($post->letter, $post->letter);
is(join(' ', sort keys %letter), 'minh@example.vn tuan@example.vn', 'one letter each');
my $l = $letter{'tuan@example.vn'};
like($l->{subject}, qr/06\/03\/2026/, 'of that day');
like($l->{text}, qr/Đã quá hạn:\s+\Q$code\E/, 'with what is overdue');
unlike($l->{text}, qr/Nguyễn|Thử/, 'and nobody\'s name');
like($letter{'minh@example.vn'}{text}, qr/chờ ông\/bà xử lý.*\s+\Q$code\E/, 'the head\'s with what was passed up');
$o->enter($_) for qw(tuan minh);
is($o->post(tuan => '/own/digest', address => '')->{status}, 303, 'asked for no more');
$o->{served}->stop;
$o->{token} = {};

# Saturday is no working day; on Monday only who still wants it gets one.
receive('2026-03-07T09:00');
$o->serve(clock => '2026-03-07T09:00', senders => $post->settings);
$o->enter('minh');
is($o->get(minh => '/own/digest')->{status}, 200, 'a day without work');
$o->{served}->stop;
$o->{token} = {};
receive('2026-03-09T08:00');
$o->serve(clock => '2026-03-09T08:00', senders => $post->settings);
$l = $post->letter;
is($l->{to}[0], 'minh@example.vn', 'the next one is Monday\'s');
like($l->{subject}, qr/09\/03\/2026/, 'none was sent between');

done_testing();
