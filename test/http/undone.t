#!/usr/bin/perl
# A dossier that was imported by mistake and taken back (rule 24), as pages tell it: to the
# citizen who asks for its code, to staff, to programs; and a result nobody has come for.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use Test::More;
use lib dirname(abs_path(__FILE__));
use Office;

my $o = Office->new(clock => '2026-03-02T08:00', people => {
	hoa => 'head 25195.mc', minh => 'head 25195.kt' });
my %row = (source => 'cu', procedure => '1.001612', channel => 'counter', receiving => '25195.mc',
	received_at => '2026-02-25T08:00:00+07:00', due => '2026-03-10T17:00:00+07:00',
	owner => { name => 'Hồ Thị Thử', id_number => '001190000001' });
my ($gone, $kept, $ready) = map { "H19.21-260225-000$_" } 1 .. 3;
$o->act([ qt => import_open => { %row, code => $gone, step => 's2' } ],
	[ qt => import_open => { %row, code => $kept, step => 's2' } ],
	[ qt => import_open => { %row, code => $ready, due => '2026-02-27T17:00:00+07:00',
		ready_at => '2026-02-26T09:00:00+07:00' } ],
	[ qt => undo_import => { dossier => $gone, reason => 'nhầm bảng' } ]);
my $s = $o->serve;

sub tracked {
	my ($code) = @_;
	my $in = $s->post('/track', "code=$code&digits=0001");
	my ($jar) = ($in->{header}{'set-cookie'} // '') =~ /^([^;]+)/;
	return $s->get("/track/$code", Cookie => $jar // '')->{body};
}
my $page = tracked($gone);
like($page, qr/thu hồi/i, 'whoever asks is told that it was taken back') or diag $page;
like($page, qr{<h2>Hồ sơ này đã được thu hồi vì nhập nhầm</h2>}, 'plainly, at the top');
unlike($page, qr/giấy tiếp nhận/i, 'no receipt of it can be had');
unlike($page, qr/còn lại|trễ hạn/i, 'and of no time that is left or over');
like(tracked($ready), qr/đến nhận/i, 'a result that waits can be collected');

my $list = $o->get('minh', '/work')->{body};
like($list, qr/\Q$kept\E/, 'the inbox has the other');
unlike($list, qr/\Q$gone\E/, 'and not the one taken back');
is($o->get('hoa', "/counter/hand-out/$ready")->{status}, 200, 'the result stands in the hand-out');
for my $words ('H19.21-260225', '001190000001') {
	my $found = $words =~ /^H/ ? $o->get('minh', "/find?q=$words")->{body}
		: $o->post('minh', '/find', q => $words)->{body};
	like($found, qr/\Q$kept\E/, "a search for $words finds the other");
	unlike($found, qr/\Q$gone\E/, 'and not the one taken back');
}
my $own = $o->get('minh', "/dossiers/$gone");
like($own->{body}, qr/thu hồi vì nhập nhầm/i, 'by its code staff see what happened') or diag $own->{status};
unlike($own->{body}, qr/name="do"/, 'and nothing to be done');
done_testing();
