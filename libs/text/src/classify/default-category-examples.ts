/** The categories a tenant starts with. */
export const DEFAULT_CATEGORIES = [
  'how_to',
  'problem',
  'billing',
  'refund',
  'account_change',
  'cancellation',
  'complaint',
  'spam',
  'other',
] as const;
export type DefaultCategory = (typeof DEFAULT_CATEGORIES)[number];

const lines = (text: string): readonly string[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim());

/** Utterances the shipped category classifier learns from. Written for this library; product-neutral on purpose. */
export const defaultCategoryExamples: Readonly<Record<DefaultCategory, readonly string[]>> = {
  how_to: lines(`
    How do I add a new page to my site?
    How can I export my contacts to a spreadsheet?
    I would like to know how to set up automatic replies
    Where do I find the settings for notifications?
    Can you explain how to connect my calendar with the app?
    What is the easiest way to import products from another shop?
    I need to change the order of the pictures in my gallery
    I want to hide a section on the mobile version
    Is it possible to have two languages on one site?
    I am looking to create a form with an upload field
    How do I turn on two factor authentication?
    Could you guide me through setting up the printer?
    I need help with customizing the layout of my newsletter
    Does the basic plan include video hosting?
    What are the limits for file uploads?
    Can I use my own domain with your service?
    I want to enable customers to leave reviews on product pages
    how to activate the new sim
    What sizes does this mattress come in
    How long does delivery usually take?
    Which documents are needed to open an account?
    do you ship to Canada
    I need to know how to restore an earlier version of a document
    Please tell me the steps to install the update
    I want to know where to see the statistics of my campaign
    Is there a way to schedule posts in advance
    I'd like to learn how to give a colleague access to the dashboard
    Can multiple users work in the same project at once?
    I want to move my blog from one site to another
    Which browsers are supported?
    What does the status pending mean?
    how do i top up my card
    I need instructions for connecting the speaker by bluetooth
    How do I change the e-mail address shown on my contact page?
    I want to switch the template of my website
    How do I delete a product from my catalogue?
    User would like to know how to add a discount to a service
    I need to track the status of a request
    How do I issue a refund to one of my customers?
    The user asks how to set up shipping rules for their store
  `),
  problem: lines(`
    The app crashes every time I open it
    I can't log in, it says my password is wrong
    My emails are not being delivered
    The page stays blank after I press publish
    I'm having trouble connecting the device to wifi
    Error 500 when I try to save the document
    The video does not play on my phone
    My website is down since this morning
    I get an error message that the file is too large
    images are not showing on the mobile version
    The search returns nothing although the items exist
    The sync stopped working after the last update
    I am unable to upload pictures, it keeps loading
    my card is not working at the shop
    The verification code never arrives
    I accidentally deleted a file and cannot find it anymore
    Something is wrong with the checkout, customers can't place orders
    The button does nothing when I click it
    I'm experiencing slow performance in the editor
    The link in the confirmation mail is broken
    Screen freezes while the installation is running
    the printer prints only blank pages
    cannot see my recent orders in the list
    Notifications arrive twice
    My automation was triggered but nothing was sent
    The fonts look different on the published page
    not able to join the session, it shows failed
    The export contains the wrong columns
    I followed the steps but it did not work
    The option is greyed out and I can't select it
    my parcel has not arrived yet and tracking shows nothing
    The template will not load
    Application throws a null pointer exception at start
    server returns connection refused after upgrade
    I can't find the menu item that the article mentions
  `),
  billing: lines(`
    How much does the premium plan cost?
    Why was I charged twice this month?
    I need an invoice for my last payment
    When will my next payment be taken?
    My card was declined when I tried to pay
    What payment methods do you accept?
    There is a charge on my statement that I don't recognise
    Can I pay yearly instead of monthly?
    I would like to change my billing cycle to annual
    What is your refund policy?
    How do the processing fees work for card payments?
    Where can I download my receipts?
    Is tax included in the price?
    What is the price for ten users?
    I upgraded but still see the old price
    payment went through but the order shows unpaid
    why is there an extra fee on my transfer
    Do you offer a discount for non profits?
    Money was deducted but my balance was not updated
    How does billing work for ad campaigns?
    I want to update the credit card used for my subscription
    Is there a fee for withdrawing cash abroad
    My voucher code does not show up at checkout
    I want to renew my plan
    When does my subscription renew and how much will it be
    I need to know the exchange rate you use
    How long does a refund take to show up?
    the invoice has the wrong company name
    Which plan do I need in order to accept bookings, and what does it cost?
    My payment is still pending
    was I billed for the extra seats
    What is the cancellation fee?
  `),
  refund: lines(`
    I want my money back
    Please refund my last payment
    I would like to request a refund for my order
    Can I get a refund? The item arrived broken
    I was charged by mistake, please return the money
    I demand a full refund immediately
    refund me please
    I returned the shoes last week, please send me my money
    I want to return this product and get a refund
    please reimburse me for the double charge
    I did not authorise this purchase and want the money returned to my card
    I am not satisfied and would like to be refunded
    Give me back the 49 dollars you took from my account
    I cancelled within the trial and still got charged, I want a refund
    need refund for order 4471
    I'd like a refund for the unused months
    help me get a refund for my last order
    You charged me for a plan I never ordered. Refund it.
    kindly refund the amount to my wallet
    Requesting a refund, the service never worked
    can you issue a refund for my subscription
    I want to be reimbursed for the shipping costs
    where is my refund, I have been waiting for two weeks
    please process my refund asap
    Send my money back now
    I want compensation for the lost order, give me a refund
    refund my annual plan
    I would like my deposit back
  `),
  account_change: lines(`
    Please change the email address of my account to a new one
    I moved, please update my postal address
    Can you change the phone number on my account?
    I need you to change the name on my account after my marriage
    Please update my bank details for payouts
    I want to change the owner of this account to my colleague
    Please remove my old phone number from my profile
    I lost access to my old e-mail, please set a new one for my login
    Change my username please
    My surname is misspelled in your records, please correct it
    I'd like to update my personal information
    update my billing address to my new home
    please merge my two accounts
    Please add my wife as an authorised user of my account
    I need my date of birth corrected in my profile
    transfer my account to another person
    change my shipping address for all future orders
    My phone was stolen, please reset the two step verification of my account
    can u change my registered mobile number
    Please deactivate the old login of my former employee
    set my account email to the one I am writing from
    I want to edit the details of my account
    Please change my delivery address
    switch my account to the business type
    Remove my credit card from my account please
    I need to correct the tax number stored for my company
    Please unlock my account
  `),
  cancellation: lines(`
    Please cancel my subscription
    I want to close my account
    I would like to cancel my order
    Cancel my plan at the end of the month
    Please delete my account and all my data
    I don't want to renew, please stop my membership
    terminate my contract please
    I want to unsubscribe from the premium service
    cancel order 88123 right now
    I no longer need the service, cancel it
    please stop the automatic renewal of my plan
    Cancel my booking for Saturday
    I would like to end my trial before I get charged
    I need to cancel the appointment I made yesterday
    Kindly cancel my purchase
    close my credit card
    I want to delete my profile permanently
    Please cancel my auto renewal
    I've decided to leave, cancel everything
    I'd like to cancel my ticket
    Discontinue my membership from next month
    please remove me from your mailing list
    i want to cancel my insurance policy
    take down my account, I am not using it anymore
    cancel the replacement you are sending
    Cancel my service effective immediately
  `),
  complaint: lines(`
    I want to file a complaint about your service
    This is the worst support I have ever had
    I am extremely disappointed with how I was treated
    Your staff was rude to me on the phone
    Nobody answers, this is unacceptable
    I have written four times and nobody cares
    I will tell everyone how bad your company is
    your service is pathetic
    I am furious, you ruined my launch
    The quality of your product is a disgrace
    I want to complain about the delivery driver
    you guys are useless and a fraud
    I've been a customer for years and this is how you treat me
    Terrible experience, never again
    You keep sending the same useless answer
    This is a scam and I will report you
    I want to make a formal complaint against an employee
    Your agents hung up on me twice
    I feel cheated by your company
    Very unhappy with the way my case was handled
    waste of time and money
    I'll leave a bad review everywhere if this goes on
    The courier threw my parcel over the fence, what a disgraceful service
    lodge a consumer complaint against your business
    how can you treat loyal customers like this
    I am going to contact my lawyer about this
  `),
  spam: lines(`
    We can bring your website to the first page of Google, guaranteed
    Earn $5000 a week from home, no experience needed
    Buy cheap followers and likes now
    Dear webmaster, we offer high quality backlinks and guest posts
    Double your bitcoin in 24 hours with our trading platform
    Congratulations, you have been selected to win a free phone, click here
    Limited time offer: 80% off designer watches
    We are a web design company and noticed errors on your site
    Hot singles in your area are waiting
    Get a business loan approved today without credit check
    Our SEO agency helps companies like yours get more leads
    I am a prince and need your help transferring ten million dollars
    Visit http://cheap-pills.example for the lowest prices
    We sell verified e-mail lists of decision makers
    Invest in crypto and get guaranteed daily returns
    Online casino bonus, play now and win big
    Hello, I would like to propose a link exchange between our sites
    We manufacture LED lights in our factory, please see our price list
    Claim your reward before midnight, act now
    Increase your sales with our explainer videos, reply for a quote
    Boost your social media presence with our marketing package
    Outsource your data entry to our team at affordable prices
    Forex signals with 95% accuracy, join our channel
    Lose weight fast with this one trick
    I came across your site and would like to offer mobile app development services
  `),
  other: lines(`
    Good morning
    Thank you, that solved it
    I love your product, keep up the good work
    Are you hiring software engineers?
    I would like to become a reseller
    Who is the founder of your company?
    I am a journalist and have a question about your company
    We would like to invite you to speak at our conference
    What's the weather like tomorrow?
    Tell me a joke
    My name is Anna
    I am a student doing research, could you fill in a survey
    Where is your head office?
    Do you sponsor local sports clubs?
    what is the capital of Norway
    how many moons does jupiter have
    Happy new year to the whole team
    I have an idea for a new feature
    Please pass my thanks to Maria
    who won the game last night
    Is there a partner programme for agencies?
    I found your flyer in my mailbox
    play some relaxing music
    Can I visit your office?
    I have a suggestion for your mobile app
    find me a good restaurant nearby
    ok
  `),
};
