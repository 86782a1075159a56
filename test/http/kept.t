#!/usr/bin/perl
# Public pages that are kept while nothing moves: given again to the byte, to nobody who
# may not see them, and never after anything was entered.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Api;
use Test::More;

my $clock  = '2026-03-02T08:00';
my $office = Office->new(clock => $clock, people => { lan => 'clerk 25195.mc', tuan => 'officer 25195.kt', minh => 'head 25195.kt' });
my $api    = Api->new(office => $office, tokens => { lan => 'lan dossiers.act', tuan => 'tuan dossiers.act', qt => 'qt org.act' });
my $s      = $office->serve(clock => $clock);
my $code   = $api->act(lan => receive_new => { procedure => '1.001612', channel => 'counter', receiving => '25195.mc',
	owner => { name => 'Le Thi Mau', id_number => '075190001231' } })->{json}{code};
my $other = $api->act(lan => receive_new => { procedure => '1.001612', channel => 'counter', receiving => '25195.mc',
	owner => { name => 'Le Van Mau', id_number => '075190005555' } })->{json}{code};

sub enter {
	my ($code, $digits) = @_;
	my ($pass) = ($s->post('/track', "code=$code&digits=$digits")->{header}{'set-cookie'} // '') =~ /(pass=[^;]+)/;
	return $pass;
}
my $pass = enter($code, '1231');
sub track { return $s->get("/track/$code", Cookie => $pass)->{body} }

# Workers keep their own: asked often enough each has it.
my %said = map { track() => 1 } 1 .. 40;
is(scalar keys %said, 1, 'asked again it is the same, to the byte');
my ($page) = keys %said;
like($page, qr/id="why"/, 'the page of the dossier');

# --- nobody gets what is another's ---
for (1 .. 20) {
	my $r = $s->get("/track/$code");
	$r->{body} =~ /name="digits"/ && $r->{body} !~ /id="why"/ or fail('without the digits it is not shown'), last;
}
unlike($s->get("/track/$code", Cookie => enter($other, '5555'))->{body}, qr/id="why"/, 'nor by those of another dossier');
like($s->get("/track/$code", Cookie => "$pass; lang=en")->{body}, qr/<html lang="en">/, 'who reads English gets English');
like(track(), qr/<html lang="vi">/, 'the others do not');
like($s->get('/', Cookie => 'lang=en')->{body}, qr/<html lang="en">/, "the home page: $_") for 1 .. 4;
like($s->get('/')->{body}, qr/<html lang="vi">/, "and in Vietnamese: $_") for 1 .. 4;
is($s->get('/procedures?q=khong-co')->{body}, $s->get('/procedures?q=khong-co')->{body}, 'what was searched belongs to the page');
isnt($s->get('/procedures?q=khong-co')->{body}, $s->get('/procedures')->{body}, 'and is not another');
my $tag = $s->get('/procedures')->{header}{etag};
is($s->get('/procedures', 'If-None-Match' => $tag)->{status}, 304, 'whoever has it already is told so');

# --- what moves is seen at once, by whichever worker answers ---
sub done {
	my $r = $api->act(@_);
	diag(explain($r->{json})) if $r->{status} != 200;
	return $r->{status};
}
sub all_say {
	my ($like, $unlike, $name) = @_;
	my $good = grep { my $b = track(); $b =~ $like && (!$unlike || $b !~ $unlike) } 1 .. 20;
	is($good, 20, $name);
}
is(done(lan => hand_over => { dossier => $code, outcome => 'forward' }), 200, 'handed over');
my $after = track();
ok($after ne $page, 'the page says so');
is(scalar(grep { track() eq $after } 1 .. 20), 20, 'always');
is(done(tuan => take => { dossier => $code }), 200, 'taken');
ok(track() ne $after, 'and so again');
is(done(qt => rename_unit => { unit => '25195.kt', name => 'Phong Thu nghiem', type => 'room', from => '2026-03-02' }), 200, 'a unit gets another name');
all_say(qr/Phong Thu nghiem/, undef, 'which the page shows from then on');
is($s->stop, 0, 'it stops');
done_testing();
